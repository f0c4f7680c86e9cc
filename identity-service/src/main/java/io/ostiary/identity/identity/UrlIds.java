package io.ostiary.identity.identity;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as they stand in addresses. */
public final class UrlIds {

    private static final int LENGTH = 36;
    private static final Pattern BARE =
            Pattern.compile("(\\p{XDigit}{8})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{4})(\\p{XDigit}{12})");

    private UrlIds() {}

    /**
     * The id, with or without its hyphens; empty when the text is none, in which case there can be
     * nothing of that id either.
     */
    public static Optional<UUID> read(String text) {
        try {
            String id = BARE.matcher(text).matches() ? BARE.matcher(text).replaceFirst("$1-$2-$3-$4-$5") : text;
            return id.length() == LENGTH ? Optional.of(UUID.fromString(id)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
