package io.ostiary.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory as the configuration writes it: {@code 128MB}. The units are powers of 1024.
 *
 * @param bytes the amount in bytes, not negative
 */
public record ByteSize(long bytes) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,15})(B|KB|MB|GB|TB|PB|EB)");

    private static final String UNITS = "BKMGTPE";

    /**
     * Reads a size.
     *
     * @throws IllegalArgumentException when the text is not a whole number with a unit
     */
    @JsonCreator
    public static ByteSize parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size such as 128MB");
        }
        long factor = 1L << (10 * UNITS.indexOf(matcher.group(2).charAt(0)));
        try {
            return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("larger than a size can be", e);
        }
    }

    /** The amount in KiB, rounded down; what Argon2 counts in. */
    public long kibibytes() {
        return bytes >> 10;
    }
}
