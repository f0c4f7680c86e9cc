package io.ostiary.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as the configuration writes them: {@code 1h30m}, {@code 100ms}, {@code 1.5h}. */
public final class GoDuration {

    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|µs|ms|s|m|h)");

    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private GoDuration() {}

    /**
     * Reads a duration.
     *
     * @param text one or more numbers with a unit out of ns, us, µs, ms, s, m, h; or {@code 0}
     * @throws IllegalArgumentException when the text is none, or is longer than 292 years
     */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        BigDecimal nanos = nanos(text);
        if (nanos == null) {
            throw new IllegalArgumentException("not a duration such as 1h30m");
        }
        if (nanos.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("longer than a duration can be");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    /** Whether a text is written as a duration, and longer than one can be. */
    static boolean isTooLong(String text) {
        BigDecimal nanos = nanos(text);
        return nanos != null && nanos.compareTo(LONGEST) > 0;
    }

    /** Null when the text is no duration. */
    private static @Nullable BigDecimal nanos(String text) {
        Matcher part = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unitNanos(part.group(2))));
            end = part.end();
        }
        return end == 0 || end < text.length() ? null : nanos;
    }

    private static BigDecimal unitNanos(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "ns" -> 1L;
                    case "us", "µs" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    default -> 3_600_000_000_000L;
                });
    }
}
