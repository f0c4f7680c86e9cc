package io.ostiary.flow.method.oidc;

import io.ostiary.testkit.openid.OpenIdProvider;
import io.ostiary.testkit.openid.SigningKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What providers of social sign-in answer in tests. */
final class VendorReplies {

    static final SigningKey KEY = SigningKey.named("k1");

    /**
     * A vendor.
     *
     * @param settings beyond id, provider, client and mapper
     * @param replies by address
     * @param goesTo how the address of its page begins
     * @param claims that have to come of it
     */
    record Row(
            String word,
            Map<String, Object> settings,
            Map<String, String> replies,
            String goesTo,
            Map<String, Object> claims) {

        @Override
        public String toString() {
            return word;
        }
    }

    static Row openId(String word, String issuer, Map<String, Object> settings, String goesTo, String keys) {
        return openId(word, issuer, settings, goesTo, keys, issuer + "/token", Map.of());
    }

    static Row openId(
            String word,
            String issuer,
            Map<String, Object> settings,
            String goesTo,
            String keys,
            String token,
            Map<String, String> further) {
        Map<String, String> replies = new LinkedHashMap<>(further);
        String base = issuer.replaceFirst("/+$", "");
        replies.put(base + "/.well-known/openid-configuration", """
                {"issuer": "%s", "authorization_endpoint": "%s/authorize", "token_endpoint": "%s/token",
                 "userinfo_endpoint": "%s/userinfo", "jwks_uri": "%s", "id_token_signing_alg_values_supported": ["RS256"]}
                """.formatted(issuer, base, base, base, keys));
        replies.put(keys, "{\"keys\": [" + KEY.jwk() + "]}");
        replies.put(
                token,
                "{\"access_token\": \"at\", \"token_type\": \"Bearer\", \"id_token\": \"" + idToken(issuer, Map.of())
                        + "\"}");
        return new Row(
                word,
                settings,
                replies,
                goesTo,
                Map.of("sub", "248289761001", "email", "jane@example.com", "iss", issuer));
    }

    static String idToken(String issuer, Map<String, Object> further) {
        long now = System.currentTimeMillis() / 1000;
        Map<String, Object> claims =
                new HashMap<>(Map.of("iss", issuer, "aud", OpenIdProvider.CLIENT, "iat", now, "exp", now + 600));
        claims.put("sub", "248289761001");
        claims.put("email", "jane@example.com");
        claims.putAll(further);
        return KEY.sign(claims);
    }

    static Row oauth(String word, String goesTo, String token, String url, String reply, Map<String, Object> claims) {
        return new Row(word, Map.of(), Map.of(token, "{\"access_token\": \"at\"}", url, reply), goesTo, claims);
    }

    private VendorReplies() {}
}
