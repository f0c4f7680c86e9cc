package io.ostiary.courier.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in the list of messages, newest first: the last message of a page. Clients get it as an
 * opaque text.
 *
 * @param createdAt to the microsecond, as the database keeps it
 */
record PageToken(Instant createdAt, UUID id) {

    private static final String VERSION = "1";

    /** Before the newest message. */
    static final PageToken FIRST = new PageToken(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));

    /** The text for clients. */
    String encode() {
        String text = String.join(
                " ", VERSION, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, createdAt)), id.toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads the text; empty when it is not one of ours. */
    static Optional<PageToken> decode(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ");
            return parts.length == 3 && parts[0].equals(VERSION)
                    ? Optional.of(new PageToken(
                            Instant.EPOCH.plus(Long.parseLong(parts[1]), ChronoUnit.MICROS), UUID.fromString(parts[2])))
                    : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }
}
