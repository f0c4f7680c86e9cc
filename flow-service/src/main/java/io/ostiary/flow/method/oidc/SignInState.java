package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.secret.Seal;
import io.ostiary.flow.flow.FlowKind;
import java.util.Optional;
import java.util.UUID;

/**
 * What {@code state} says while a browser is at a provider; it travels sealed. It proves nothing: what may be done with
 * it is decided by what waits in the flow.
 *
 * @param id of this departure; a flow waits for the newest alone
 */
record SignInState(FlowKind kind, UUID flow, String provider, UUID id) {

    /** As it travels. */
    String sealed(Seal seal) {
        return seal.seal(Json.object()
                .put("kind", kind.wire())
                .put("flow", flow.toString())
                .put("provider", provider)
                .put("id", id.toString())
                .toString());
    }

    /** Opens it; empty when it was sealed elsewhere, or changed. */
    static Optional<SignInState> open(Seal seal, String sealed) {
        return seal.open(sealed).map(text -> of(Json.read(text, JsonNode.class)));
    }

    private static SignInState of(JsonNode said) {
        return new SignInState(
                FlowKind.of(said.path("kind").asText()),
                UUID.fromString(said.path("flow").asText()),
                said.path("provider").asText(),
                UUID.fromString(said.path("id").asText()));
    }
}
