package io.ostiary.contract.secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of XAES-256-GCM (c2sp.org/XAES-256-GCM) on the JDK's AES: the first half of a 24-byte nonce
 * derives the key of the message by CMAC in counter mode (NIST SP 800-108r1), the other half is the
 * nonce of AES-256-GCM (NIST SP 800-38D) under it.
 *
 * <p>Sealed content is nonce, then text, then tag.
 */
final class ExtendedNonceKey {

    static final int NONCE_BYTES = 24;

    private static final int HALF = NONCE_BYTES / 2;
    private static final int BLOCK = 16;
    private static final int TAG_BITS = 128;
    private static final int FIELD_POLYNOMIAL = 0x87;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final byte[] mask;

    private ExtendedNonceKey(SecretKeySpec key, byte[] mask) {
        this.key = key;
        this.mask = mask;
    }

    /**
     * @param bytes 32 of them
     */
    static ExtendedNonceKey of(byte[] bytes) {
        SecretKeySpec key = new SecretKeySpec(bytes, "AES");
        return new ExtendedNonceKey(key, doubled(block(key, new byte[BLOCK])));
    }

    byte[] seal(byte[] content, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return seal(nonce, content, context);
    }

    byte[] seal(byte[] nonce, byte[] content, byte[] context) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
            byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(content.length));
            cipher.doFinal(content, 0, content.length, out, NONCE_BYTES);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("content can't be sealed", e);
        }
    }

    Optional<byte[]> open(byte[] sealed, byte[] context) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, sealed, context);
            return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, messageKey(nonce), new GCMParameterSpec(TAG_BITS, nonce, HALF, HALF));
        cipher.updateAAD(context);
        return cipher;
    }

    /** CMAC of two whole blocks, {@code 0x0001 'X' 0x00 ‖ N} and {@code 0x0002 'X' 0x00 ‖ N}. */
    private SecretKeySpec messageKey(byte[] nonce) {
        byte[] blocks = new byte[2 * BLOCK];
        for (int i = 0; i < 2; i++) {
            int start = i * BLOCK;
            blocks[start + 1] = (byte) (i + 1);
            blocks[start + 2] = 'X';
            System.arraycopy(nonce, 0, blocks, start + BLOCK - HALF, HALF);
        }
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] ^= mask[i % BLOCK];
        }
        return new SecretKeySpec(block(key, blocks), "AES");
    }

    /** Multiplies by x in GF(2¹²⁸), as the subkeys of CMAC are made (NIST SP 800-38B, 6.1). */
    private static byte[] doubled(byte[] block) {
        byte[] twice = new byte[BLOCK];
        int carry = 0;
        for (int i = BLOCK - 1; i >= 0; i--) {
            int bits = Byte.toUnsignedInt(block[i]) << 1 | carry;
            twice[i] = (byte) bits;
            carry = bits >>> Byte.SIZE;
        }
        twice[BLOCK - 1] ^= (byte) (-carry & FIELD_POLYNOMIAL);
        return twice;
    }

    /** AES of single blocks, each for itself: what CMAC is made of. */
    private static byte[] block(SecretKeySpec key, byte[] blocks) {
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, key);
            return aes.doFinal(blocks);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }
}
