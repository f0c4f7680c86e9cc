package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.ostiary.contract.identity.CredentialsBody;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.identity.RecoveryAddressBody;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.credentials.Assurance;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.schema.IdentitySchemas;
import io.ostiary.internal.identity.IdentitySnapshot;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Shows identities in the contract's form. Pure. */
@Singleton
public class IdentityRendering {

    /**
     * What an admin answer shows.
     *
     * @param credentials whether there are credentials at all
     * @param configs the types whose config is shown
     * @param unset metadata that isn't set is left out instead of shown as null
     * @param fresh passwords are shown with the version that the contract gives them before they
     *     are read again
     */
    public record Shown(boolean credentials, Set<CredentialsType> configs, boolean unset, boolean fresh) {

        /** As a list shows identities. */
        public static final Shown BRIEF = new Shown(false, Set.of(), false, false);

        /** As the answer to a change shows them. */
        public static final Shown FULL = new Shown(true, Set.of(), false, false);

        /** With the configs of these types. */
        public static Shown with(Set<CredentialsType> configs) {
            return new Shown(true, configs, false, false);
        }

        /** As the answer to a change that sets all metadata. */
        public static final Shown REPLACED = new Shown(true, Set.of(), true, false);

        /** As the answer to a creation. */
        public static final Shown CREATED = new Shown(true, Set.of(), true, true);
    }

    private final IdentitySchemas schemas;
    private final Assurance assurance;

    IdentityRendering(IdentitySchemas schemas, Assurance assurance) {
        this.schemas = schemas;
        this.assurance = assurance;
    }

    /** What other services keep and show. */
    public IdentitySnapshot snapshot(Identity identity) {
        List<String> types = identity.credentials().stream()
                .filter(assurance::isUsable)
                .map(each -> each.type().wire())
                .sorted()
                .toList();
        return new IdentitySnapshot(
                identity.version(),
                assurance.firstFactorTypes(identity.credentials()),
                assurance.secondFactorTypes(identity.credentials()),
                types,
                body(identity, null, null, identity.schemaId()));
    }

    /** As the admin side sees it. */
    public IdentityBody admin(Identity identity, Shown shown) {
        return admin(identity, shown, identity.schemaId());
    }

    /**
     * As the admin side sees it after a change. The contract's answer names the address of the
     * schema before.
     *
     * @param schemaBefore id of the schema that the identity had
     */
    public IdentityBody admin(Identity identity, Shown shown, String schemaBefore) {
        JsonNode metadata = identity.metadataAdmin();
        if (metadata == null && !shown.unset()) {
            metadata = NullNode.getInstance();
        }
        Map<String, CredentialsBody> credentials = shown.credentials() ? credentials(identity, shown) : null;
        return body(identity, credentials, metadata, schemaBefore);
    }

    private static Map<String, CredentialsBody> credentials(Identity identity, Shown shown) {
        Map<String, CredentialsBody> bodies = new TreeMap<>();
        identity.credentials().stream()
                .filter(each -> each.type().isKnown())
                .forEach(each -> bodies.put(each.type().wire(), credentials(each, shown)));
        return bodies;
    }

    private static CredentialsBody credentials(Credentials credentials, Shown shown) {
        boolean withConfig = shown.configs().contains(credentials.type())
                && !credentials.config().isEmpty();
        boolean unversioned = shown.fresh() && credentials.type().shape().isSecret();
        return new CredentialsBody(
                credentials.type().wire(),
                credentials.identifiers(),
                withConfig ? credentials.config() : null,
                unversioned ? 0 : credentials.version(),
                credentials.createdAt(),
                credentials.updatedAt());
    }

    private IdentityBody body(
            Identity identity,
            @Nullable Map<String, CredentialsBody> credentials,
            @Nullable JsonNode metadataAdmin,
            String urlSchema) {
        return new IdentityBody(
                identity.id(),
                credentials,
                identity.schemaId(),
                schemas.url(urlSchema),
                identity.state().wire(),
                identity.stateChangedAt(),
                identity.traits(),
                identity.verifiableAddresses().stream()
                        .map(IdentityRendering::address)
                        .toList(),
                identity.recoveryAddresses().stream()
                        .map(each -> new RecoveryAddressBody(
                                each.id(), each.value(), each.via().wire(), each.createdAt(), each.updatedAt()))
                        .toList(),
                identity.metadataPublic(),
                metadataAdmin,
                identity.createdAt(),
                identity.updatedAt(),
                identity.organizationId(),
                identity.externalId());
    }

    /** A verifiable address in the contract's form. */
    public static VerifiableAddressBody address(VerifiableAddress each) {
        return new VerifiableAddressBody(
                each.id(),
                each.value(),
                each.verified(),
                each.via().wire(),
                each.status().wire(),
                each.verifiedAt(),
                each.createdAt(),
                each.updatedAt());
    }
}
