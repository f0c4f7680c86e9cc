package io.ostiary.flow.limit;

import io.ostiary.flow.step.Step;

/**
 * What became of a submission that may guess.
 *
 * @param <D> what done means in its flow
 */
public sealed interface Guarded<D> {

    /** The method decided. */
    record Decided<D>(Step<D> step) implements Guarded<D> {}

    /** It was not looked at. */
    record Refused<D>(Refusal why) implements Guarded<D> {}
}
