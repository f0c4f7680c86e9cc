package io.ostiary.flow.webauthn;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON that a page makes of a {@code PublicKeyCredential}: {@code id}, {@code rawId}, {@code type} and {@code response},
 * bytes as base64url.
 *
 * @param keyId by which browsers know the key
 */
record BrowserAnswer(byte[] keyId, JsonNode response) {

    private static final int LONGEST = 65_536;

    /** Reads it; empty when it is no such thing. */
    static Optional<BrowserAnswer> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode tree = Json.ofClient(text.getBytes(StandardCharsets.UTF_8));
            byte[] id = Base64s.read(tree.path("rawId").asText(tree.path("id").asText()));
            boolean fits = id.length > 0
                    && tree.path("type").asText().equals("public-key")
                    && tree.path("response").isObject();
            return fits ? Optional.of(new BrowserAnswer(id, tree.path("response"))) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * A part of the response.
     *
     * @throws IllegalArgumentException when it is no base64url
     */
    byte[] bytes(String name) {
        return Base64s.read(response.path(name).asText());
    }

    /** How the key can be reached, as the browser says. */
    Set<String> transports() {
        Set<String> all = new HashSet<>();
        response.path("transports").forEach(each -> all.add(each.asText()));
        return all;
    }
}
