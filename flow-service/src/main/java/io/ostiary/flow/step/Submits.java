package io.ostiary.flow.step;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Takes the submissions of one flow that name a method.
 *
 * @param <D> what done means in the flow
 */
public interface Submits<D> {

    /** Who the method is in this flow. */
    Method method();

    /** Whether a submission is this method's business: it names the method, or has one of its buttons and names none. */
    default boolean isMeant(Sent sent) {
        String named = sent.fields().method();
        return named.isEmpty()
                ? method().buttons().stream().anyMatch(sent.fields()::has)
                : named.equals(method().name().wire());
    }

    /**
     * Whether a submission is good without an anti-forgery token: it brings a secret that the person got elsewhere, so
     * another site gains nothing by sending it.
     */
    default boolean provesItself(Sent sent) {
        return false;
    }

    /**
     * Whether a browser's submission has to bring the flow's anti-forgery token. The flow's own browser has to send it in
     * any case. False only where a page of another site can't send it, and it changes nothing.
     */
    default boolean needsToken(Sent sent) {
        return true;
    }

    /**
     * What can be said at sight, before it is known whether the submission was forged: the contract complains about
     * required fields first.
     *
     * @return empty: nothing
     */
    default Optional<Step<D>> atSight(Sent sent) {
        return Optional.empty();
    }

    /** Decides. Fails with a {@link io.ostiary.contract.problem.ProblemException} when the request has to end. */
    Uni<Step<D>> submit(Sent sent);
}
