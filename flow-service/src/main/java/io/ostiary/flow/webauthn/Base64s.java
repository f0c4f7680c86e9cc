package io.ostiary.flow.webauthn;

import java.util.Base64;

/** The two spellings of bytes: base64url without padding in browsers (RFC 4648, section 5), base64 in credentials. */
final class Base64s {

    private Base64s() {}

    /** As browsers and options have it. */
    static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** As credentials have it. */
    static String stored(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Reads either spelling, with or without padding.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static byte[] read(String text) {
        String url = text.replace('+', '-').replace('/', '_');
        return Base64.getUrlDecoder().decode(url);
    }
}
