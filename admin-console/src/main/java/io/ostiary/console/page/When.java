package io.ostiary.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Moments for people: how long ago, or how long still. */
final class When {

    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private When() {}

    /** A moment as RFC 3339 says it; empty text when it is none. */
    static Cell of(String time, Instant now) {
        try {
            Instant moment = Instant.parse(time);
            return new Cell(relative(Duration.between(moment, now).toSeconds()), "", "", moment.toString());
        } catch (DateTimeParseException e) {
            return Cell.of("");
        }
    }

    private static String relative(long seconds) {
        long whole = Math.abs(seconds);
        if (whole < MINUTE) {
            return seconds < 0 ? "in a moment" : "just now";
        }
        String words = whole < 2 * HOUR
                ? count(whole / MINUTE, "minute")
                : whole < 2 * DAY ? count(whole / HOUR, "hour") : count(whole / DAY, "day");
        return seconds < 0 ? "in " + words : words + " ago";
    }

    private static String count(long n, String unit) {
        return n + " " + unit + (n == 1 ? "" : "s");
    }
}
