package io.ostiary.flow.limit;

import io.ostiary.config.Configuration;
import java.time.Duration;
import java.time.Instant;

/**
 * How often somebody may guess at one account (NIST SP 800-63B-4, section 3.2.2).
 *
 * @param failures that are allowed without a wait
 * @param fromOneNetwork how many failures of one network count towards the account
 * @param firstWait after as many as are allowed; each further failure doubles it
 * @param longestWait the most that it grows to
 * @param forgetAfter how long after the last one failures are forgotten
 */
record AccountLimit(int failures, int fromOneNetwork, Duration firstWait, Duration longestWait, Duration forgetAfter) {

    private static final String KEY = "ostiary.limits.account.";

    /** More doublings than that overflow; every wait is at its longest long before. */
    private static final int MOST_DOUBLINGS = 30;

    static AccountLimit of(Configuration configuration) {
        return new AccountLimit(
                configuration.integer(KEY + "failures"),
                configuration.integer(KEY + "from_one_network"),
                configuration.duration(KEY + "first_wait"),
                configuration.duration(KEY + "longest_wait"),
                configuration.duration(KEY + "forget_after"));
    }

    /** From when on there may be another guess. */
    Instant openFrom(Tally tally) {
        int over = tally.failures() - failures;
        if (over < 0) {
            return Instant.MIN;
        }
        Duration grown = over > MOST_DOUBLINGS ? longestWait : firstWait.multipliedBy(1L << over);
        return tally.last().plus(grown.compareTo(longestWait) < 0 ? grown : longestWait);
    }
}
