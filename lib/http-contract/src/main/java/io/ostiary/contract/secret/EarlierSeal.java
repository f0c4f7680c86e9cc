package io.ostiary.contract.secret;

import io.ostiary.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens what version 0.1.0 sealed: AES-256-GCM with a 12-byte nonce before it and nothing bound to
 * it, under SHA-256 of label and secret. Nothing new is sealed like this.
 */
final class EarlierSeal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<SecretKeySpec> keys;

    EarlierSeal(String label, List<Secret> secrets) {
        this.keys = secrets.stream().map(secret -> key(label, secret)).toList();
    }

    Optional<String> open(byte[] raw) {
        return raw.length <= NONCE_BYTES
                ? Optional.empty()
                : keys.stream().flatMap(key -> open(key, raw).stream()).findFirst();
    }

    private static Optional<String> open(SecretKeySpec key, byte[] raw) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, raw, 0, NONCE_BYTES));
            byte[] text = cipher.doFinal(raw, NONCE_BYTES, raw.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static SecretKeySpec key(String label, Secret secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((label + "\0").getBytes(StandardCharsets.UTF_8));
            return new SecretKeySpec(digest.digest(secret.bytes()), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
