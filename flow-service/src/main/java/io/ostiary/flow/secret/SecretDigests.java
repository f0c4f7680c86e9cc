package io.ostiary.flow.secret;

import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is stored in place of a one-time secret: HMAC-SHA-256 (RFC 2104) under a key derived from
 * {@code secrets.cipher}, because six digits could be found from a plain hash. New ones are made
 * under its first entry; the older ones stay good until they are removed from the file.
 */
final class SecretDigests {

    private final List<SecretKeySpec> keys;

    SecretDigests(Configuration configuration) {
        this.keys = configuration.secrets("secrets.cipher").stream()
                .map(SecretDigests::key)
                .toList();
    }

    /** The digest to store. */
    byte[] of(String text) {
        return hmac(keys.getFirst(), text);
    }

    /** The digests under which a secret may be stored, the newest first. */
    List<byte[]> all(String text) {
        return keys.stream().map(key -> hmac(key, text)).toList();
    }

    private static SecretKeySpec key(Secret secret) {
        byte[] seed = secret.reveal().getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(hmac(new SecretKeySpec(seed, "HmacSHA256"), "ostiary one-time secrets"), "HmacSHA256");
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
