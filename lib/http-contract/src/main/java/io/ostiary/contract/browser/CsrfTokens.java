package io.ostiary.contract.browser;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Anti-forgery tokens by the double submit pattern: the cookie holds 32 bytes, a form holds the same
 * bytes masked by a one-time pad, so that its text differs each time (against BREACH). The first half
 * is random and is what has to agree. The second half is random too until somebody signs in; then it
 * is the browser's {@link BrowserMark mark}, which is carried on when the first half is renewed.
 */
public final class CsrfTokens {

    private static final int BYTES = 32;
    private static final int TOKEN_BYTES = BYTES - BrowserMark.BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CsrfTokens() {}

    /** A new cookie value. */
    public static String generate() {
        byte[] token = new byte[BYTES];
        RANDOM.nextBytes(token);
        return Base64.getEncoder().encodeToString(token);
    }

    /** A new cookie value that carries the mark of an old one. */
    public static String renew(String cookieValue) {
        return withMark(generate(), mark(cookieValue));
    }

    /**
     * The same anti-forgery token with another mark; forms go on to fit it.
     *
     * @param mark of {@link BrowserMark#BYTES} bytes
     */
    public static String withMark(String cookieValue, byte[] mark) {
        byte[] value = require(cookieValue);
        System.arraycopy(mark, 0, value, TOKEN_BYTES, BrowserMark.BYTES);
        return Base64.getEncoder().encodeToString(value);
    }

    /** What may be a mark; random bytes when nobody has signed in. */
    public static byte[] mark(String cookieValue) {
        return Arrays.copyOfRange(require(cookieValue), TOKEN_BYTES, BYTES);
    }

    private static byte[] require(String cookieValue) {
        byte[] value = decode(cookieValue, BYTES);
        if (value == null) {
            throw new IllegalArgumentException("not an anti-forgery cookie");
        }
        return value;
    }

    /** Whether that is a cookie value of ours. */
    public static boolean isCookieValue(@Nullable String value) {
        return decode(value, BYTES) != null;
    }

    /** A token for a form, to go with that cookie value. */
    public static String mask(String cookieValue) {
        byte[] token = require(cookieValue);
        byte[] out = new byte[2 * BYTES];
        byte[] pad = new byte[BYTES];
        RANDOM.nextBytes(pad);
        System.arraycopy(pad, 0, out, 0, BYTES);
        for (int i = 0; i < BYTES; i++) {
            out[BYTES + i] = (byte) (token[i] ^ pad[i]);
        }
        return Base64.getEncoder().encodeToString(out);
    }

    /** Whether a form's token goes with a cookie value. Compares in constant time. */
    public static boolean matches(@Nullable String cookieValue, @Nullable String formToken) {
        byte[] token = decode(cookieValue, BYTES);
        byte[] masked = decode(formToken, 2 * BYTES);
        if (token == null || masked == null) {
            return false;
        }
        byte[] plain = new byte[TOKEN_BYTES];
        for (int i = 0; i < TOKEN_BYTES; i++) {
            plain[i] = (byte) (masked[BYTES + i] ^ masked[i]);
        }
        return MessageDigest.isEqual(Arrays.copyOf(token, TOKEN_BYTES), plain);
    }

    private static byte @Nullable [] decode(@Nullable String text, int length) {
        if (text == null || text.length() > 4 * length) {
            return null;
        }
        try {
            byte[] raw = Base64.getDecoder().decode(text);
            return raw.length == length ? raw : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
