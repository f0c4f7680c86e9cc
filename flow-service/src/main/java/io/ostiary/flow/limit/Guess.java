package io.ostiary.flow.limit;

import io.ostiary.flow.step.Sent;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A guess, by what is counted.
 *
 * @param method that is brought a secret
 * @param identifier whose, as typed; null when that is not known or doesn't count
 * @param account that identifier's; null likewise
 * @param network null when the client's address is not known
 * @param pair both; null when one is
 * @param mark what may mark the browser; null when nothing does
 * @param browser that browser at that account; null when nothing marks it
 */
record Guess(
        Sent sent,
        String method,
        @Nullable String identifier,
        byte @Nullable [] account,
        byte @Nullable [] network,
        byte @Nullable [] pair,
        byte @Nullable [] mark,
        byte @Nullable [] browser) {

    /** All that is counted of it. */
    byte[][] subjects() {
        return Stream.of(account, network, pair, browser)
                .filter(Objects::nonNull)
                .toArray(byte[][]::new);
    }
}
