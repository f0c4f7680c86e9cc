package io.ostiary.gateway.proxy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The time of an answer, as the header {@code Date} has it (RFC 9110, 5.6.7 and 6.6.1); one event loop's, made once a second. */
final class HttpDate {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private long second;
    private @Nullable String text;

    /**
     * The header's value.
     *
     * @param millis since the epoch
     */
    String at(long millis) {
        long now = millis / 1000;
        String known = text;
        if (known == null || now != second) {
            known = FORM.format(Instant.ofEpochSecond(now));
            second = now;
            text = known;
        }
        return known;
    }
}
