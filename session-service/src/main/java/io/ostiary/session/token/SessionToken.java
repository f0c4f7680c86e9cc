package io.ostiary.session.token;

import io.ostiary.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A session token: {@code ory_st_}, one character kept free, 43 characters of base64url that hold
 * 256 random bits, and 6 that hold a checksum (CRC-32C) of all before. The checksum is no
 * protection, anybody can compute it; it lets mistyped and made-up tokens be refused without asking
 * the database, and lets secret scanners recognise a token.
 *
 * <p>The free character is {@code 0}. An installation of several regions could name in it where a
 * session was issued; a place that reads it has to take any character. Tokens of version 0.1.0 have
 * none, and stay valid.
 */
public final class SessionToken {

    /** What every token begins with; clients and scanners know it. */
    public static final String PREFIX = "ory_st_";

    /** The length of a token in characters. */
    public static final int LENGTH = 57;

    private static final int LENGTH_OF_0_1_0 = 56;
    private static final String FREE = "0";
    private static final int CHECKSUM = 6;
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);

    private SessionToken() {}

    /** A new token. */
    public static Secret generate() {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        byte[] start = (PREFIX + FREE + BASE64.encodeToString(random)).getBytes(StandardCharsets.US_ASCII);
        byte[] token = Arrays.copyOf(start, LENGTH);
        writeChecksum(token);
        return Secret.of(new String(token, StandardCharsets.US_ASCII));
    }

    /**
     * The hash to look a token up by.
     *
     * @return empty when the text can't be a token, because its form or checksum is wrong
     */
    public static Optional<TokenHash> hash(String text) {
        if (text == null || !hasLength(text) || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] token = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] expected = token.clone();
        writeChecksum(expected);
        return Arrays.equals(token, expected) ? Optional.of(TokenHash.of(token)) : Optional.empty();
    }

    private static boolean hasLength(String text) {
        return text.length() == LENGTH || text.length() == LENGTH_OF_0_1_0;
    }

    /** The hash of a token that was {@linkplain #generate generated} here. */
    public static TokenHash hash(Secret token) {
        return hash(token.reveal()).orElseThrow(() -> new IllegalArgumentException("not a session token"));
    }

    /** Six characters of six bits each hold the 32 bits of the checksum, the highest first. */
    private static void writeChecksum(byte[] token) {
        int checked = token.length - CHECKSUM;
        CRC32C crc = new CRC32C();
        crc.update(token, 0, checked);
        long sum = crc.getValue();
        for (int i = token.length - 1; i >= checked; i--) {
            token[i] = ALPHABET[(int) (sum & 63)];
            sum >>>= 6;
        }
    }
}
