package io.ostiary.flow.method.totp;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** Base32 as authenticator apps write secrets (RFC 4648, section 6), without padding. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (byte each : bytes) {
            buffer = buffer << Byte.SIZE | each & 0xff;
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                out.append(ALPHABET.charAt(buffer >> held & 0x1f));
            }
        }
        return held == 0
                ? out.toString()
                : out.append(ALPHABET.charAt(buffer << BITS - held & 0x1f)).toString();
    }

    /** @throws IllegalArgumentException when it is no base32 */
    static byte[] decode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int buffer = 0;
        int held = 0;
        for (char each : text.toUpperCase(Locale.ROOT).replace("=", "").toCharArray()) {
            int value = ALPHABET.indexOf(each);
            if (value < 0) {
                throw new IllegalArgumentException("no base32");
            }
            buffer = buffer << BITS | value;
            held += BITS;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                out.write(buffer >> held);
            }
        }
        return out.toByteArray();
    }
}
