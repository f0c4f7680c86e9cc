package io.ostiary.courier.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) on the JDK's ChaCha20-Poly1305: HChaCha20 turns
 * the key and the first 16 bytes of the 24-byte nonce into a key of its own, the other 8 bytes are
 * the nonce under it.
 */
final class XChaCha20 {

    static final int NONCE_BYTES = 24;

    private static final int ROUND_PAIRS = 10;

    private XChaCha20() {}

    /** A cipher ready for {@code updateAAD} and {@code doFinal}. */
    static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        byte[] inner = new byte[12];
        System.arraycopy(nonce, 16, inner, 4, 8);
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(
                mode, new SecretKeySpec(subkey(key, Arrays.copyOf(nonce, 16)), "ChaCha20"), new IvParameterSpec(inner));
        return cipher;
    }

    /** HChaCha20, section 2.2 of the draft. */
    static byte[] subkey(byte[] key, byte[] nonce) {
        int[] s = new int[16];
        s[0] = 0x61707865;
        s[1] = 0x3320646e;
        s[2] = 0x79622d32;
        s[3] = 0x6b206574;
        ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(s, 4, 8);
        ByteBuffer.wrap(nonce).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(s, 12, 4);
        for (int i = 0; i < ROUND_PAIRS; i++) {
            quarter(s, 0, 4, 8, 12);
            quarter(s, 1, 5, 9, 13);
            quarter(s, 2, 6, 10, 14);
            quarter(s, 3, 7, 11, 15);
            quarter(s, 0, 5, 10, 15);
            quarter(s, 1, 6, 11, 12);
            quarter(s, 2, 7, 8, 13);
            quarter(s, 3, 4, 9, 14);
        }
        ByteBuffer out = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        for (int i : new int[] {0, 1, 2, 3, 12, 13, 14, 15}) {
            out.putInt(s[i]);
        }
        return out.array();
    }

    private static void quarter(int[] s, int a, int b, int c, int d) {
        s[a] += s[b];
        s[d] = Integer.rotateLeft(s[d] ^ s[a], 16);
        s[c] += s[d];
        s[b] = Integer.rotateLeft(s[b] ^ s[c], 12);
        s[a] += s[b];
        s[d] = Integer.rotateLeft(s[d] ^ s[a], 8);
        s[c] += s[d];
        s[b] = Integer.rotateLeft(s[b] ^ s[c], 7);
    }
}
