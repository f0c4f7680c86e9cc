package io.ostiary.flow.spent;

import io.smallrye.mutiny.Uni;

/**
 * Bounds how often somebody may guess: {@code ostiary.second_factor.most_tries} in each window of
 * {@code ostiary.second_factor.window} (rate limiting: NIST SP 800-63B, section 5.2.2). Windows follow
 * one another without overlap, so twice as many are possible around the end of one.
 */
public interface Tries {

    /**
     * Counts a try.
     *
     * @param subject who is guessed at, usually the identity's id with the method's name
     * @return false when there were too many in this window already: then the guess must not be
     *     looked at
     */
    Uni<Boolean> take(String subject);

    /** Takes back a try that was counted and turned out to be no guess, such as a right one. */
    Uni<Void> giveBack(String subject);
}
