package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.address.VerifiableAddress.Status;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
     * The change of an identity, before its schema is followed.
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
                .credentials(credentials(identity, now))
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
                throw refused("An entry of " + name + " is an object.");
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

    private UUID organization() {
        String id = text("organization_id");
        try {
            return id.isEmpty() ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw refused("organization_id is a UUID.");
        }
    }

    private List<Credentials> credentials(Identity identity, Instant now) {
        JsonNode said = document.path("credentials");
        if (!said.isObject() && !said.isMissingNode() && !said.isNull()) {
            throw refused("credentials is an object.");
        }
        List<Credentials> result = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : said.properties()) {
            result.add(credentials(identity, each.getKey(), each.getValue(), now));
        }
        // What the document didn't show stays.
        identity.credentials().stream().filter(each -> !each.type().isKnown()).forEach(result::add);
        return result;
    }

    private static Credentials credentials(Identity identity, String name, JsonNode said, Instant now) {
        CredentialsType type =
                CredentialsType.find(name).orElseThrow(() -> refused("There are no credentials " + name + "."));
        JsonNode config = said.path("config");
        if (!said.path("type").asText().equals(name)
                || !config.isObject() && !config.isMissingNode() && !config.isNull()) {
            throw refused("Credentials name their type, and their config is an object.");
        }
        List<String> identifiers = new ArrayList<>();
        said.path("identifiers").forEach(each -> identifiers.add(each.asText()));
        return identity.credentials(type)
                .map(each ->
                        (config.isObject() ? each.withConfig(config, now) : each).withIdentifiers(identifiers, now))
                .orElseGet(() -> Credentials.of(type, identifiers, config.isObject() ? config : null, now));
    }

    private List<VerifiableAddress> addresses(Identity identity, Instant now) {
        List<VerifiableAddress> result = new ArrayList<>();
        for (VerifiableAddress each : identity.verifiableAddresses()) {
            result.add(address(each, now));
        }
        return result;
    }

    private VerifiableAddress address(VerifiableAddress before, Instant now) {
        for (JsonNode said : document.path("verifiable_addresses")) {
            if (before.id().toString().equals(said.path("id").asText())) {
                return patched(before, said, now);
            }
        }
        return before;
    }

    private static VerifiableAddress patched(VerifiableAddress before, JsonNode said, Instant now) {
        JsonNode verified = said.path("verified");
        if (!verified.isBoolean()) {
            throw refused("verified is true or false.");
        }
        Status status;
        try {
            status = Status.of(said.path("status").asText());
        } catch (IllegalArgumentException e) {
            throw refused("The status of an address is pending, sent or completed.");
        }
        Instant verifiedAt = !verified.booleanValue() ? null : before.verifiedAt() == null ? now : before.verifiedAt();
        boolean same = verified.booleanValue() == before.verified() && status == before.status();
        return same
                ? before
                : new VerifiableAddress(
                        before.id(),
                        before.via(),
                        before.value(),
                        verified.booleanValue(),
                        status,
                        verifiedAt,
                        before.createdAt(),
                        now);
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest("The JSON Patch leaves no identity. " + reason));
    }
}
