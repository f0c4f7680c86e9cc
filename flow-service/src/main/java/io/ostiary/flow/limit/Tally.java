package io.ostiary.flow.limit;

import java.time.Instant;

/**
 * Failures that were counted.
 *
 * @param last when the last one was
 */
record Tally(int failures, Instant last) {

    static final Tally NONE = new Tally(0, Instant.EPOCH);
}
