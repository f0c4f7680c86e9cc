package io.ostiary.courier.message;

import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what templates need, bound to the message's id: AES-256-GCM, or XChaCha20-Poly1305 where
 * {@code ciphers.algorithm} says so, under a key derived from {@code secrets.cipher[0]} (else the
 * first of {@code secrets.default}, else of {@code secrets.cookie}). What was sealed under an older
 * secret or with the other algorithm is still opened. {@code noop} seals too: the column is
 * nobody's interface. Only an installation without any secret stores plain text.
 */
@Singleton
public class DataCipher {

    private static final byte PLAIN = 0;
    private static final byte AES_GCM = 1;
    private static final byte XCHACHA = 2;
    private static final int GCM_NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final List<byte[]> keys;
    private final byte algorithm;

    DataCipher(Configuration configuration) {
        this.keys = configuration.secrets("secrets.cipher").stream()
                .map(DataCipher::key)
                .toList();
        this.algorithm = keys.isEmpty()
                ? PLAIN
                : configuration.text("ciphers.algorithm").equals("xchacha20-poly1305") ? XCHACHA : AES_GCM;
    }

    /** Seals the data of a message. */
    public byte[] seal(UUID messageId, byte[] data) {
        byte[] nonce = new byte[nonceBytes(algorithm)];
        random.nextBytes(nonce);
        try {
            byte[] sealed = algorithm == PLAIN
                    ? data
                    : apply(Cipher.ENCRYPT_MODE, algorithm, keys.getFirst(), nonce, messageId, data);
            return ByteBuffer.allocate(1 + nonce.length + sealed.length)
                    .put(algorithm)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the data of a message can't be sealed", e);
        }
    }

    /**
     * Opens the data of a message.
     *
     * @throws IllegalStateException when no secret of the list opens it, or it belongs to another
     *     message
     */
    public byte[] open(UUID messageId, byte[] sealed) {
        byte kind = sealed[0];
        if (kind == PLAIN) {
            return Arrays.copyOfRange(sealed, 1, sealed.length);
        }
        int start = 1 + nonceBytes(kind);
        byte[] nonce = Arrays.copyOfRange(sealed, 1, start);
        byte[] content = Arrays.copyOfRange(sealed, start, sealed.length);
        for (byte[] key : keys) {
            try {
                return apply(Cipher.DECRYPT_MODE, kind, key, nonce, messageId, content);
            } catch (GeneralSecurityException e) {
                // Sealed under another secret of the list, or under none of them.
            }
        }
        throw new IllegalStateException("no secret in secrets.cipher opens the data of message " + messageId);
    }

    private static byte[] apply(int mode, byte algorithm, byte[] key, byte[] nonce, UUID messageId, byte[] content)
            throws GeneralSecurityException {
        Cipher cipher;
        if (algorithm == XCHACHA) {
            cipher = XChaCha20.cipher(mode, key, nonce);
        } else {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        }
        cipher.updateAAD(messageId.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher.doFinal(content);
    }

    private static int nonceBytes(byte algorithm) {
        return switch (algorithm) {
            case PLAIN -> 0;
            case AES_GCM -> GCM_NONCE_BYTES;
            case XCHACHA -> XChaCha20.NONCE_BYTES;
            default -> throw new IllegalStateException("message data is sealed in an unknown way: " + algorithm);
        };
    }

    private static byte[] key(Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            return mac.doFinal("ostiary courier message data".getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
