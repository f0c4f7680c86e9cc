package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.address.VerifiableAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads back an identity that a JSON Patch changed. What the system itself records, ids and times,
 * is not taken over. Pure.
 */
record PatchedDocument(ObjectNode document) {

    /** The paths that a patch may not change. */
    static final List<String> DENIED = List.of(
            "/id",
            "/statechangedat",
            "/credentials",
            "/credentials/oidc",
            "/credentials/oidc/",
            "/credentials/saml",
            "/credentials/saml/");

    /**
     * The change of an identity, but for credentials and before its schema is followed. Addresses
     * that the patch took out of the list lose their state, as the contract has it.
     *
     * @throws ProblemException when the patch left something that is no identity
     */
    IdentityChange onto(Identity identity, Instant now) {
        checkList("verifiable_addresses");
        checkList("recovery_addresses");
        String schemaId = text("schema_id");
        return identity.change()
                .schemaId(schemaId.isEmpty() ? identity.schemaId() : schemaId)
                .traits(document.get("traits"))
                .state(State.of(text("state")))
                .metadata(document.get("metadata_public"), document.get("metadata_admin"))
                .organizationId(organization())
                .externalId(ExternalIds.checked(text("external_id")))
                .verifiableAddresses(addresses(identity, now));
    }

    /** Whether the patch took away the metadata of the admin side. */
    boolean lacksAdminMetadata() {
        return !document.has("metadata_admin");
    }

    /** A client that replaces addresses by something else should hear of it. */
    private void checkList(String name) {
        JsonNode list = document.path(name);
        boolean none = list.isMissingNode() || list.isNull();
        if (!none && !list.isArray()) {
            throw refused(name + " is a list.");
        }
        list.forEach(each -> {
            if (!each.isObject()) {
                throw refused(name + " holds objects only.");
            }
        });
    }

    private String text(String name) {
        JsonNode value = document.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw refused(name + " is a text.");
        }
        return value.textValue();
    }

    private @Nullable UUID organization() {
        String id = text("organization_id");
        try {
            return id.isEmpty() ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw refused("organization_id is a UUID.");
        }
    }

    private List<VerifiableAddress> addresses(Identity identity, Instant now) {
        JsonNode list = document.path("verifiable_addresses");
        List<VerifiableAddress> result = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String at = "verifiable_addresses." + i;
            JsonNode said = list.get(i);
            result.add(PatchedAddress.read(identity.verifiableAddresses(), said, at, now));
        }
        identity.verifiableAddresses().stream()
                .filter(before -> result.stream().noneMatch(each -> each.isSameAs(before.via(), before.value())))
                .map(before -> before.unproven(now))
                .forEach(result::add);
        return result;
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest("The JSON Patch leaves no identity. " + reason));
    }
}
