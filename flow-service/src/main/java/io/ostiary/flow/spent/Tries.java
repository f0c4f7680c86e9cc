package io.ostiary.flow.spent;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Bounds how often something is tried, counting each try before it is made, so that many at once are as few as in a row.
 * Second factors have {@code ostiary.second_factor.most_tries} in each window of {@code ostiary.second_factor.window} (rate
 * limiting: NIST SP 800-63B, section 5.2.2).
 */
public interface Tries {

    /**
     * Counts a try at a second factor.
     *
     * @param subject who is guessed at, usually the identity's id with the method's name
     * @return false when there were too many in this window already: then the guess must not be
     *     looked at
     */
    Uni<Boolean> take(String subject);

    /** How long it takes until there are tries at a second factor again. */
    Duration untilMore();

    /** As {@link #take(String)}, of something that has an allowance of its own. */
    Uni<Boolean> take(String subject, Allowance allowance);

    /** As above, in the session's transaction. */
    Uni<Boolean> take(Mutiny.Session session, String subject, Allowance allowance);

    /** Takes back a try that was counted and turned out to be no guess, such as a right one. */
    Uni<Void> giveBack(String subject);

    /** Forgets all tries of a subject. */
    Uni<Void> forget(String subject);
}
