package io.ostiary.flow.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.util.List;

/**
 * What an OAuth2 server wants of somebody who signs in.
 *
 * @param challenge names it
 * @param skip whether the server knows the person already and asks for no new sign-in
 * @param subject whom it knows; empty when it knows nobody
 * @param requestUrl the address at the server with which all began; may be empty
 * @param shown the contract's {@code oauth2_login_request}, for pages and letters
 */
public record LoginRequest(String challenge, boolean skip, String subject, String requestUrl, ObjectNode shown) {

    private static final List<String> SECRETS_OF_CLIENTS =
            List.of("client_secret", "registration_access_token", "registration_client_uri");

    /** By the server's answer, or by what a flow kept of it. */
    static LoginRequest of(String challenge, JsonNode answer) {
        ObjectNode shown = answer instanceof ObjectNode object ? object.deepCopy() : Json.object();
        if (shown.path("client") instanceof ObjectNode client) {
            client.remove(SECRETS_OF_CLIENTS);
        }
        return new LoginRequest(
                challenge,
                answer.path("skip").asBoolean(),
                answer.path("subject").asText(""),
                answer.path("request_url").asText(""),
                shown);
    }

    /** Whether the server takes nobody but somebody else. */
    boolean isForAnother(String identityId) {
        return skip && !subject.isEmpty() && !subject.equals(identityId);
    }
}
