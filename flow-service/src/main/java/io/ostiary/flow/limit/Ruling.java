package io.ostiary.flow.limit;

import java.time.Instant;

/** Whether a guess is looked at. */
sealed interface Ruling {

    /** It is. */
    record Allowed() implements Ruling {}

    /**
     * It is not.
     *
     * @param openFrom from when on there may be another
     * @param far whether there were twice as many failures as are allowed, so that a challenge doesn't help any more
     */
    record Refused(Reason reason, Instant openFrom, boolean far) implements Ruling {}
}
