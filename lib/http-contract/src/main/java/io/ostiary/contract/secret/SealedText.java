package io.ostiary.contract.secret;

import io.ostiary.config.Secret;
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
 * Seals texts: AES-256-GCM (NIST SP 800-38D) with a random nonce, under a key derived from the
 * first secret of a list and a label; what was sealed under an older secret of the list is still
 * opened.
 */
public final class SealedText {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final List<SecretKeySpec> keys;

    /**
     * @param label tells this use of the secrets apart from all others
     * @param secrets the newest first; without any, nothing can be sealed
     */
    public SealedText(String label, List<Secret> secrets) {
        this.keys = secrets.stream().map(secret -> key(label, secret)).toList();
    }

    /** Seals a text. @return base64url */
    public String seal(String text) {
        if (keys.isEmpty()) {
            throw new IllegalStateException("the configuration holds no secret to seal with");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, keys.getFirst(), new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a text can't be sealed", e);
        }
    }

    /** Opens a sealed text; empty when it isn't one of ours. */
    public Optional<String> open(String sealed) {
        byte[] raw;
        try {
            raw = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
            return new SecretKeySpec(digest.digest(secret.reveal().getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
