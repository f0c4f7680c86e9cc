package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.address.RecoveryAddress;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.schema.IdentitySchema;
import io.ostiary.identity.schema.IdentitySchemas;
import io.ostiary.identity.schema.TraitsCheck;
import io.ostiary.identity.schema.TraitsFinding;
import io.ostiary.identity.schema.TraitsFinding.Address;
import io.ostiary.internal.identity.Complaint;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes identifiers and addresses of an identity follow its traits, as its schema says. Addresses
 * that stay keep their state; credentials of a type for which the schema finds no identifier keep
 * theirs. Pure.
 */
@Singleton
public class SchemaFollowing {

    private final IdentitySchemas schemas;
    private final TraitsCheck check;

    SchemaFollowing(IdentitySchemas schemas, TraitsCheck check) {
        this.schemas = schemas;
        this.check = check;
    }

    /**
     * What the identity's schema makes of its traits.
     *
     * @throws ProblemException when there is no such schema
     */
    public TraitsFinding find(Identity identity) {
        IdentitySchema schema =
                schemas.find(identity.schemaId()).orElseThrow(() -> refused("There is no identity schema of this id."));
        return check.check(schema, identity.traits());
    }

    /** The same identity with what was found in its traits; its version and times stay. */
    public Identity follow(Identity identity, TraitsFinding found, Instant now) {
        return new Identity(
                identity.id(),
                identity.version(),
                identity.schemaId(),
                found.traits(),
                identity.state(),
                identity.stateChangedAt(),
                identity.metadataPublic(),
                identity.metadataAdmin(),
                identity.organizationId(),
                identity.externalId(),
                credentials(identity, found, now),
                found.verifiable().stream()
                        .map(each -> verifiable(identity, each, now))
                        .toList(),
                found.recovery().stream()
                        .map(each -> recovery(identity, each, now))
                        .toList(),
                identity.createdAt(),
                identity.updatedAt());
    }

    /**
     * As {@link #follow} for the admin side, which is told of bad traits by an error.
     *
     * @throws ProblemException when the schema refuses the traits
     */
    public Identity followOrRefuse(Identity identity, Instant now) {
        TraitsFinding found = find(identity);
        if (!found.isFine()) {
            throw refused(describe(found.complaints()));
        }
        return follow(identity, found, now);
    }

    private static List<Credentials> credentials(Identity identity, TraitsFinding found, Instant now) {
        List<Credentials> result = new ArrayList<>();
        for (Credentials each : identity.credentials()) {
            Set<String> identifiers = found.identifiers().get(each.type());
            Credentials named = identifiers == null ? each : each.withIdentifiers(List.copyOf(identifiers), now);
            result.add(
                    each.type().shape().isFollowingTraits() && identifiers != null
                            ? named.withConfig(codeConfig(found), now)
                            : named);
        }
        found.identifiers().forEach((type, identifiers) -> {
            if (identity.credentials(type).isEmpty()) {
                result.add(reserved(type, identifiers, found, now));
            }
        });
        return List.copyOf(result);
    }

    private static Credentials reserved(
            CredentialsType type, Set<String> identifiers, TraitsFinding found, Instant now) {
        return Credentials.of(
                type,
                List.copyOf(identifiers),
                type.shape().isFollowingTraits() ? codeConfig(found) : Json.object(),
                now);
    }

    private static JsonNode codeConfig(TraitsFinding found) {
        var addresses = Json.MAPPER.createArrayNode();
        for (Address each : found.codeAddresses()) {
            addresses.add(Json.object()
                    .put("address", each.value())
                    .put("channel", each.via().wire()));
        }
        return Json.object().set("addresses", addresses);
    }

    private static VerifiableAddress verifiable(Identity identity, Address found, Instant now) {
        Optional<VerifiableAddress> before = identity.verifiableAddresses().stream()
                .filter(each -> each.isSameAs(found.via(), found.value()))
                .findFirst();
        return before.orElseGet(() -> VerifiableAddress.pending(Ids.ordered(), found.via(), found.value(), now));
    }

    private static RecoveryAddress recovery(Identity identity, Address found, Instant now) {
        Optional<RecoveryAddress> before = identity.recoveryAddresses().stream()
                .filter(each -> each.isSameAs(found.via(), found.value()))
                .findFirst();
        return before.orElseGet(() -> new RecoveryAddress(Ids.ordered(), found.via(), found.value(), now, now));
    }

    private static String describe(List<Complaint> complaints) {
        return complaints.stream()
                .map(each -> each.field() + ": " + each.text().text())
                .collect(Collectors.joining(" ", "The traits don't follow the schema. ", ""));
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }
}
