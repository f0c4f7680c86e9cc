package io.ostiary.contract.browser;

import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals session tokens into cookie values and opens them: AES-256-GCM (NIST SP 800-38D) under a key derived from
 * {@code secrets.cookie[0]}; values sealed under an older secret of that list are still opened.
 */
@Singleton
public class SessionCookie {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LONGEST = 512;

    private final SecureRandom random = new SecureRandom();
    private final List<SecretKeySpec> keys;

    SessionCookie(Configuration configuration) {
        List<Secret> secrets = configuration.secrets("secrets.cookie");
        if (secrets.isEmpty()) {
            secrets = configuration.secrets("secrets.default");
        }
        this.keys = secrets.stream().map(SessionCookie::key).toList();
    }

    /** The cookie value for a session token. */
    public String seal(Secret token) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, keys.getFirst(), new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = cipher.doFinal(token.reveal().getBytes(StandardCharsets.US_ASCII));
            byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a session token can't be sealed", e);
        }
    }

    /** The session token in a cookie value; empty when the value isn't one of ours. */
    public Optional<Secret> open(String value) {
        if (value == null || value.isEmpty() || value.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] raw;
        try {
            raw = Base64.getUrlDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return raw.length <= NONCE_BYTES
                ? Optional.empty()
                : keys.stream().flatMap(key -> open(key, raw).stream()).findFirst();
    }

    private static Optional<Secret> open(SecretKeySpec key, byte[] raw) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, raw, 0, NONCE_BYTES));
            byte[] token = cipher.doFinal(raw, NONCE_BYTES, raw.length - NONCE_BYTES);
            return Optional.of(Secret.of(new String(token, StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static SecretKeySpec key(Secret secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("ostiary session cookie\0".getBytes(StandardCharsets.US_ASCII));
            return new SecretKeySpec(
                    digest.digest(secret.reveal().getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
