package io.ostiary.outbox.write;

import org.jspecify.annotations.Nullable;

/**
 * Why something was decided, for the envelope of its events.
 *
 * @param causationId the attempt, effect or event that led to it
 * @param correlationId what the whole chain has in common, such as the flow's id
 */
public record Cause(@Nullable String causationId, @Nullable String correlationId) {

    /** No known cause, such as a call of the admin API. */
    public static final Cause UNKNOWN = new Cause(null, null);

    /** A cause that begins its own chain. */
    public static Cause of(String id) {
        return new Cause(id, id);
    }
}
