package io.ostiary.flow.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The languages that a client accepts ({@code Accept-Language}, RFC 9110, section 12.5.4). */
public final class AcceptedLanguages {

    private static final int MOST = 10;
    private static final int LONGEST = 500;
    private static final Pattern RANGE = Pattern.compile(
            "([a-z]{1,8}(?:-[a-z0-9]{1,8}){0,4})(?:\\s*;\\s*q\\s*=\\s*(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

    private record Range(String tag, double weight) {}

    private AcceptedLanguages() {}

    /**
     * Their tags, the preferred first, separated by commas; empty when the header names none. What is no language range, is
     * excluded or is beyond the first ten is left out.
     */
    public static String of(@Nullable String header) {
        if (header == null || header.length() > LONGEST) {
            return "";
        }
        return Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
                .flatMap(each -> range(each).stream())
                .filter(each -> each.weight() > 0)
                .sorted(Comparator.comparingDouble(Range::weight).reversed())
                .limit(MOST)
                .map(Range::tag)
                .collect(Collectors.joining(","));
    }

    private static Optional<Range> range(String text) {
        Matcher found = RANGE.matcher(text.strip());
        return found.matches()
                ? Optional.of(
                        new Range(found.group(1), found.group(2) == null ? 1 : Double.parseDouble(found.group(2))))
                : Optional.empty();
    }
}
