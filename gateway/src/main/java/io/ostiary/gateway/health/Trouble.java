package io.ostiary.gateway.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong in the suite.
 *
 * @param part the process that it was found at, such as {@code courier-service}
 * @param what what doesn't work: {@code answers}, or the name of a check of that process, such as {@code kafka}
 * @param since as the process says, else since when it was seen from here
 * @param reason a clause in plain words, where one is known
 */
record Trouble(
        String part, String what, Instant since, @Nullable String reason) {}
