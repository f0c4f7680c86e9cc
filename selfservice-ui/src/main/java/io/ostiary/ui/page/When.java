package io.ostiary.ui.page;

import io.ostiary.ui.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * A moment for people.
 *
 * @param exact RFC 3339, for {@code datetime}; empty when unknown
 * @param relative how long ago, or how long still, in words
 * @param utc the moment in UTC, for those without a script
 */
public record When(String exact, String relative, String utc) {

    private static final int READABLE = 16;

    static When of(String time, Words words, Instant now) {
        try {
            Instant moment = Instant.parse(time);
            long seconds = Duration.between(moment, now).toSeconds();
            return new When(moment.toString(), relative(seconds, words), utc(moment));
        } catch (DateTimeParseException e) {
            return new When("", "", "");
        }
    }

    private static String relative(long seconds, Words words) {
        if (Math.abs(seconds) < 60) {
            return words.say(seconds < 0 ? "time.soon" : "time.now");
        }
        // Rounded down to whole minutes, hours or days: nobody needs the seconds here.
        long whole = Math.abs(seconds);
        long unit = whole < 7200 ? 60 : whole < 172_800 ? 3600 : 86_400;
        return words.with(seconds < 0 ? "time.in" : "time.ago", "time", words.duration(whole / unit * unit));
    }

    private static String utc(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                        .substring(0, READABLE)
                        .replace('T', ' ') + " UTC";
    }
}
