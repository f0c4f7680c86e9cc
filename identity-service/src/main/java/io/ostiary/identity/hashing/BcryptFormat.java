package io.ostiary.identity.hashing;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.Radix64Encoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * bcrypt. The algorithm reads 72 bytes; a longer password is never cut, it is refused when set and
 * never matches. The letters a, b and y name the same computation; x, the faulty one of 2011, is
 * not supported.
 */
final class BcryptFormat implements HashFormat {

    /** The longest password, in bytes of UTF-8. */
    static final int LONGEST_PASSWORD = 72;

    private static final int HIGHEST_COST = 15;
    private static final int SALT_BYTES = 16;
    private static final int SALT_CHARS = 22;

    private static final Pattern KIND = Pattern.compile("^\\$2[abzy]?\\$.*", Pattern.DOTALL);
    private static final Pattern HASH =
            Pattern.compile("\\$2[aby]?\\$(\\d\\d)\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");

    @Override
    public boolean recognises(String hash) {
        return KIND.matcher(hash).matches();
    }

    @Override
    public void check(String hash) throws UnusableHashException {
        Matcher parts = HASH.matcher(hash);
        if (!parts.matches()) {
            throw new UnusableHashException("The bcrypt hash can't be read.");
        }
        int cost = Integer.parseInt(parts.group(1));
        if (cost < 4 || cost > HIGHEST_COST) {
            throw new UnusableHashException("The bcrypt cost must be between 4 and " + HIGHEST_COST + ".");
        }
    }

    @Override
    public boolean verify(byte[] password, String hash) throws UnusableHashException {
        check(hash);
        Matcher parts = HASH.matcher(hash);
        if (!parts.matches() || password.length > LONGEST_PASSWORD) {
            return false;
        }
        byte[] salt = decode(parts.group(2), SALT_BYTES);
        String computed = hash(password, salt, Integer.parseInt(parts.group(1)));
        String expected = parts.group(3);
        return MessageDigest.isEqual(ascii(expected), ascii(computed.substring(computed.length() - expected.length())));
    }

    /** A new hash, of the kind {@code $2a$}. */
    static String hash(byte[] password, byte[] salt, int cost) {
        BCrypt.Hasher hasher =
                BCrypt.with(BCrypt.Version.VERSION_2A, LongPasswordStrategies.strict(BCrypt.Version.VERSION_2A));
        return new String(hasher.hash(cost, salt, password), StandardCharsets.US_ASCII);
    }

    private static byte[] decode(String text, int length) {
        byte[] decoded = new Radix64Encoder.Default().decode(ascii(text.substring(0, SALT_CHARS)));
        return java.util.Arrays.copyOf(decoded, length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
