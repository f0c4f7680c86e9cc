package io.ostiary.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The place of an event among those of the same topic and key. In one epoch {@code n} counts 1, 2,
 * 3 … without a gap; a database that was restored from a backup starts a higher epoch, with {@code
 * n} from 1 again.
 *
 * @param epoch from 1
 * @param n from 1
 */
public record Sequence(long epoch, long n) implements Comparable<Sequence> {

    /**
     * Reads {@code "<epoch>:<n>"}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    @JsonCreator
    public static Sequence parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not a sequence: " + text);
        }
        return new Sequence(Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    /** Whether this comes directly after {@code previous}. */
    public boolean follows(Sequence previous) {
        return epoch == previous.epoch ? n == previous.n + 1 : epoch > previous.epoch && n == 1;
    }

    @Override
    public int compareTo(Sequence other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(n, other.n);
    }

    @Override
    @JsonValue
    public String toString() {
        return epoch + ":" + n;
    }
}
