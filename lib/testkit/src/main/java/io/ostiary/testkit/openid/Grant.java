package io.ostiary.testkit.openid;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is handed out for a code.
 *
 * @param challenge of PKCE, by S256; null where the client sent none
 * @param idToken signed
 * @param userinfo what userinfo tells
 */
record Grant(@Nullable String challenge, String idToken, Map<String, ?> userinfo) {

    /** Whether who brings this verifier is who asked for the code (RFC 7636, section 4.6). */
    boolean fits(@Nullable String verifier) {
        if (challenge == null) {
            return true;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(challenge);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a header is that of the client: encoded as in a form (RFC 6749, section 2.3.1), or plain as some send it. */
    static boolean isOf(@Nullable String header, String client, String secret) {
        if (header == null || !header.startsWith("Basic ")) {
            return false;
        }
        String plain = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
        String encoded = Parameters.encoded(client) + ":" + Parameters.encoded(secret);
        return plain.equals(client + ":" + secret) || plain.replace("%20", "+").equals(encoded);
    }
}
