package io.ostiary.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The tokenizer templates of the tests. */
public final class TokenTemplates {

    /** The key of all of them. */
    public static final byte[] KEY = "a key of the tests only, 32 bytes long".getBytes(StandardCharsets.US_ASCII);

    private TokenTemplates() {}

    static Map<String, Object> all() {
        String keys = url("{\"keys\":[{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"one\",\"k\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(KEY) + "\"}]}");
        return Map.of(
                "plain", Map.of("jwks_url", keys, "ttl", "10m"),
                "mapped",
                        Map.of(
                                "jwks_url",
                                keys,
                                "claims_mapper_url",
                                url("local c = std.extVar('claims'); { claims: c { sub: 'x', iss: 'me', mail: std.get("
                                        + "std.extVar('session').identity.traits, 'email') } }")),
                "adding",
                        Map.of(
                                "jwks_url",
                                keys,
                                "ttl",
                                "10m",
                                "claims_mapper_url",
                                url("{ claims: { sub: 'x', sid: null, level: 'high' } }")),
                "failing", Map.of("jwks_url", keys, "claims_mapper_url", url("error 'no'")),
                "empty", Map.of("jwks_url", url("{\"keys\":[]}")),
                "gone", Map.of("jwks_url", "file:///nowhere/keys.json"));
    }

    private static String url(String text) {
        return "base64://" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
