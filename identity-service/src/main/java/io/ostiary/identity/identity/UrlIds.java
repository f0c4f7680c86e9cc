package io.ostiary.identity.identity;

import java.util.Optional;
import java.util.UUID;

/** Ids as they stand in addresses. */
final class UrlIds {

    private static final int LENGTH = 36;

    private UrlIds() {}

    /**
     * The id; empty when the text is none, in which case there can be nothing of that id either.
     */
    static Optional<UUID> read(String text) {
        try {
            return text.length() == LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
