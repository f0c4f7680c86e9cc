package io.ostiary.flow.logout;

import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token in a logout link, so that no other site can sign a person out. It is an HMAC-SHA-256 of
 * the session's id under {@code secrets.cookie}, and so needs no storage.
 */
@Singleton
class LogoutTokens {

    private static final String PREFIX = "ory_lo_";

    private final List<Secret> secrets;

    LogoutTokens(Configuration configuration) {
        this.secrets = configuration.secrets("secrets.cookie");
    }

    /** The token for a session. */
    String of(UUID sessionId) {
        return make(secrets.getFirst(), sessionId);
    }

    /** Whether a token belongs to a session. Compares in constant time. */
    boolean fits(String token, UUID sessionId) {
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        boolean fits = false;
        for (Secret secret : secrets) {
            fits |= MessageDigest.isEqual(given, make(secret, sessionId).getBytes(StandardCharsets.UTF_8));
        }
        return fits;
    }

    private static String make(Secret secret, UUID sessionId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] out = mac.doFinal(("ostiary logout " + sessionId).getBytes(StandardCharsets.US_ASCII));
            return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
