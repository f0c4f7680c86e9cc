package io.ostiary.internal.event;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * Where an event stands among others: by its time, then by its id.
 *
 * @param time when it was written, in microseconds
 * @param id its id
 */
public record EventPlace(Instant time, UUID id) implements Comparable<EventPlace> {

    /** After all events there will ever be. */
    public static final EventPlace END = new EventPlace(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    private static final int BYTES = 3 * Long.BYTES;
    private static final long LAST_MICROS = ChronoUnit.MICROS.between(Instant.EPOCH, END.time());

    private static final Comparator<EventPlace> ORDER = Comparator.comparing(EventPlace::time)
            .thenComparing(place -> place.id().getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(place -> place.id().getLeastSignificantBits(), Long::compareUnsigned);

    /** The older one first; ids as PostgreSQL compares them. */
    @Override
    public int compareTo(EventPlace other) {
        return ORDER.compare(this, other);
    }

    /** As base64url, for the token of a page. */
    public String token() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, time))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads a token; empty when it is none. */
    public static Optional<EventPlace> read(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long micros = bytes.length == BYTES ? buffer.getLong() : -1;
            return micros < 0 || micros > LAST_MICROS
                    ? Optional.empty()
                    : Optional.of(new EventPlace(
                            Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                            new UUID(buffer.getLong(), buffer.getLong())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
