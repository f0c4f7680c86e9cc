package io.ostiary.session.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the contract shows sessions in lists and to the admin side. It differs from place to place:
 * lists leave the identity's addresses out, the admin side shows {@code metadata_admin}, what
 * wasn't expanded is null or an empty list.
 */
final class SessionRendering {

    /** Lists of one identity's sessions show this for the schema's address. */
    private static final String NO_ADDRESS = "";

    private SessionRendering() {}

    /** In the list of a person's own sessions. */
    static JsonNode own(SessionRow row, Instant now) {
        return Json.tree(row.body(now, bare(owner(row).forTheirOwner(), NO_ADDRESS)));
    }

    /** In the list of one identity's sessions, for the admin side. */
    static JsonNode ofIdentity(SessionRow row, Instant now) {
        return Json.tree(row.body(now, bare(forAdmin(owner(row)), NO_ADDRESS)));
    }

    /** In the list of all sessions, for the admin side; what wasn't read is null. */
    static JsonNode listed(SessionRow row, Instant now) {
        IdentityBody seen = row.identity();
        IdentityBody identity = seen == null ? null : bare(forAdmin(seen), seen.schemaUrl());
        ObjectNode body = Json.MAPPER.valueToTree(row.body(now, identity));
        if (identity == null) {
            body.putNull("identity");
        }
        if (row.devices() == null) {
            body.putNull("devices");
        }
        return body;
    }

    /**
     * Alone for the admin side; an identity that wasn't read is null, devices that weren't read are
     * none.
     */
    static JsonNode single(SessionRow row, Instant now) {
        IdentityBody seen = row.identity();
        IdentityBody identity = seen == null ? null : forAdmin(seen);
        return withDevices(Json.MAPPER.valueToTree(row.body(now, identity)), row);
    }

    /** After an extension. */
    static JsonNode extended(SessionRow row, Instant now) {
        return withDevices(Json.MAPPER.valueToTree(row.body(now)), row);
    }

    private static IdentityBody owner(SessionRow row) {
        return Objects.requireNonNull(row.identity(), "the session was read without its identity");
    }

    private static ObjectNode withDevices(ObjectNode body, SessionRow row) {
        if (row.snapshot() == null) {
            body.putNull("identity");
        }
        if (row.devices() == null) {
            body.set("devices", Json.tree(List.of()));
        }
        return body;
    }

    private static IdentityBody forAdmin(IdentityBody body) {
        JsonNode metadata = body.metadataAdmin() == null ? NullNode.getInstance() : body.metadataAdmin();
        return copy(body, true, body.schemaUrl(), metadata);
    }

    /** As lists show it: without verifiable and recovery addresses. */
    private static IdentityBody bare(IdentityBody body, String schemaUrl) {
        return copy(body, false, schemaUrl, body.metadataAdmin());
    }

    private static IdentityBody copy(
            IdentityBody body, boolean addresses, String schemaUrl, @Nullable JsonNode metadataAdmin) {
        return new IdentityBody(
                body.id(),
                null,
                body.schemaId(),
                schemaUrl,
                body.state(),
                body.stateChangedAt(),
                body.traits(),
                addresses ? body.verifiableAddresses() : null,
                addresses ? body.recoveryAddresses() : null,
                body.metadataPublic(),
                metadataAdmin,
                body.createdAt(),
                body.updatedAt(),
                body.organizationId(),
                body.externalId());
    }
}
