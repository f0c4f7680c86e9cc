package io.ostiary.courier.message;

import io.ostiary.config.Secret;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens the data of messages that version 0.1.0 left in the queue: AES-256-GCM, or
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) where {@code ciphers.algorithm} said so. Nothing
 * new is sealed like this; docs/adr/0015 says when it may go.
 */
final class EarlierMessages {

    private static final byte AES_GCM = 1;
    private static final byte XCHACHA = 2;
    private static final int AES_NONCE_BYTES = 12;
    private static final int XCHACHA_NONCE_BYTES = 24;
    private static final int HASHED_BYTES = 16;
    private static final int TAG_BITS = 128;
    private static final int BLOCK_WORDS = 16;
    private static final int[] CHACHA_CONSTANTS = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private final List<byte[]> keys;

    EarlierMessages(List<Secret> secrets) {
        this.keys = secrets.stream().map(EarlierMessages::key).toList();
    }

    /**
     * @param kind the first byte of the column
     * @param content what follows it: nonce, text, tag
     * @throws IllegalStateException when the kind is unknown
     */
    Optional<byte[]> open(byte kind, UUID messageId, byte[] content) {
        return keys.stream()
                .flatMap(key -> open(kind, key, messageId, content).stream())
                .findFirst();
    }

    private static Optional<byte[]> open(byte kind, byte[] key, UUID messageId, byte[] content) {
        try {
            int nonceBytes = kind == XCHACHA ? XCHACHA_NONCE_BYTES : AES_NONCE_BYTES;
            Cipher cipher = cipher(kind, key, Arrays.copyOf(content, nonceBytes));
            cipher.updateAAD(messageId.toString().getBytes(StandardCharsets.US_ASCII));
            return Optional.of(cipher.doFinal(content, nonceBytes, content.length - nonceBytes));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(byte kind, byte[] key, byte[] nonce) throws GeneralSecurityException {
        return switch (kind) {
            case AES_GCM ->
                cipher("AES/GCM/NoPadding", new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            case XCHACHA -> {
                byte[] rest = new byte[AES_NONCE_BYTES];
                System.arraycopy(nonce, HASHED_BYTES, rest, 4, 8);
                byte[] subkey = subkey(key, Arrays.copyOf(nonce, HASHED_BYTES));
                yield cipher("ChaCha20-Poly1305", new SecretKeySpec(subkey, "ChaCha20"), new IvParameterSpec(rest));
            }
            default -> throw new IllegalStateException("message data is sealed in an unknown way: " + kind);
        };
    }

    private static Cipher cipher(String name, SecretKeySpec key, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(name);
        cipher.init(Cipher.DECRYPT_MODE, key, parameters);
        return cipher;
    }

    /**
     * HChaCha20 (section 2.2 of the draft) from a block of the JDK's ChaCha20: that one adds its
     * first state to the last, HChaCha20 does not, and both begin with the same state. So what was
     * added is taken away again where HChaCha20 looks.
     */
    static byte[] subkey(byte[] key, byte[] nonce) throws GeneralSecurityException {
        ByteBuffer words = ByteBuffer.wrap(nonce).order(ByteOrder.LITTLE_ENDIAN);
        Cipher chacha = Cipher.getInstance("ChaCha20");
        chacha.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "ChaCha20"),
                new ChaCha20ParameterSpec(Arrays.copyOfRange(nonce, 4, HASHED_BYTES), words.getInt(0)));
        ByteBuffer block = ByteBuffer.wrap(chacha.doFinal(new byte[BLOCK_WORDS * Integer.BYTES]))
                .order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer subkey = ByteBuffer.allocate(2 * HASHED_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 4; i++) {
            subkey.putInt(i * Integer.BYTES, block.getInt(i * Integer.BYTES) - CHACHA_CONSTANTS[i]);
            subkey.putInt(
                    (4 + i) * Integer.BYTES, block.getInt((12 + i) * Integer.BYTES) - words.getInt(i * Integer.BYTES));
        }
        return subkey.array();
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
