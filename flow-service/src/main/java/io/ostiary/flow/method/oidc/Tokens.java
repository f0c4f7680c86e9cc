package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a provider gave for a code.
 *
 * @param access the access token; empty: none, as where an app brought an ID token
 * @param refresh empty: none
 * @param id the ID token; empty: none
 * @param all the whole answer
 */
record Tokens(String access, String refresh, String id, JsonNode all) {

    /** Reads the answer of a token endpoint (RFC 6749, section 5.1). */
    static Tokens of(JsonNode answer) {
        return new Tokens(
                answer.path("access_token").asText(""),
                answer.path("refresh_token").asText(""),
                answer.path("id_token").asText(""),
                answer);
    }

    /** What was granted; vendors part it by spaces or commas. */
    List<String> scopes() {
        return Stream.of(all.path("scope").asText("").split("[ ,]+"))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return "Tokens[]";
    }
}
