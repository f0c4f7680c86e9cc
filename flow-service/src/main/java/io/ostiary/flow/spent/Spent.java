package io.ostiary.flow.spent;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/** Remembers what was used, so that it works once: of any number of attempts exactly one wins. */
public interface Spent {

    /**
     * Claims something for an attempt.
     *
     * @param kind what it is, usually the name of a method; keys of different kinds don't meet
     * @param key the thing itself, such as {@code <identity>:<time step>}; no secret, for it is kept
     *     in the open
     * @param attemptId who claims it; the same attempt may claim it again
     * @param until from when on it could not be used anyway, and may be forgotten
     * @return false when another attempt has it
     */
    Uni<Boolean> claim(String kind, String key, UUID attemptId, Instant until);

    /** Gives back all that an attempt claimed, because nothing came of the attempt. */
    Uni<Void> giveBack(UUID attemptId);
}
