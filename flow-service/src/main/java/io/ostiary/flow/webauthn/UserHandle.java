package io.ostiary.flow.webauthn;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * By what a passkey names its owner: at most 64 bytes that tell nothing about them (W3C Web Authentication, section 5.4.3).
 * The contract makes letters and digits of them, and finds the identity by that text.
 */
public final class UserHandle {

    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private UserHandle() {}

    /** A new one. */
    public static byte[] random() {
        byte[] handle = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            handle[i] = (byte) SIGNS.charAt(RANDOM.nextInt(SIGNS.length()));
        }
        return handle;
    }

    /** The identifier that finds its owner; bytes that are no text are found as base64, as when they are imported. */
    public static String identifier(byte[] handle) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(handle))
                    .toString();
            return text.indexOf('\0') < 0 ? text : Base64s.stored(handle);
        } catch (CharacterCodingException e) {
            return Base64s.stored(handle);
        }
    }
}
