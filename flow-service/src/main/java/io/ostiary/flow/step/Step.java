package io.ostiary.flow.step;

import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.internal.identity.Complaint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a method made of a submission. The flow follows it: it writes, draws the form anew and answers.
 *
 * @param <D> what done means in the flow: {@link Proof}, {@link NewIdentity}, {@link Change} or {@link Opened}
 */
public sealed interface Step<D> {

    /** What the flow waited for. */
    record Done<D>(D what) implements Step<D> {}

    /**
     * The form goes on to its next part and is shown again: a code was sent, keys are asked for. The method draws it
     * when the flow asks, see {@code LoginForm.UnderWay} and its like.
     *
     * @param state where the flow stands from now on
     * @param message what the form says; null: nothing
     * @param sending what is stored with the form and goes out; null: nothing
     * @param guessed whether a secret was tried that is not the right one, as in {@link Refused}
     */
    record ShowAgain<D>(
            FlowState state,
            @Nullable UiText message,
            @Nullable Sending sending,
            boolean guessed) implements Step<D> {

        /** Nothing was guessed at. */
        public ShowAgain(FlowState state, @Nullable UiText message, @Nullable Sending sending) {
            this(state, message, sending, false);
        }
    }

    /**
     * The browser goes to a provider: by a redirect, or by 422 for a page's script.
     *
     * @param address where to
     */
    record Leave<D>(String address) implements Step<D> {}

    /**
     * Refused. What was typed stays in the form, the texts stand beside their fields.
     *
     * @param complaints why
     * @param withTraits whether the flow adds what is wrong with the traits
     * @param guessed whether a secret was tried that is not the right one; such tries are counted and
     *     limited, see {@code limit/}. A right one that was used before is no guess
     */
    record Refused<D>(List<Complaint> complaints, boolean withTraits, boolean guessed) implements Step<D> {}

    /**
     * This flow can't go on; a new one takes its place.
     *
     * @param why what its form says
     * @param told what a client is told that reads JSON; null: it is only sent to the new flow
     * @param inBrowser whether the new flow is a browser's, whatever this one is
     */
    record StartOver<D>(UiText why, @Nullable Problem told, boolean inBrowser) implements Step<D> {}

    /** Another flow goes on with it. */
    record PassOn<D>(HandOver to) implements Step<D> {}

    /** What the flow waited for. */
    static <D> Step<D> done(D what) {
        return new Done<>(what);
    }

    /**
     * Refused because of one field.
     *
     * @param field null: the whole form
     */
    static <D> Step<D> refused(@Nullable String field, UiText why) {
        return new Refused<>(List.of(new Complaint(field, why)), false, false);
    }

    /** Refused because of several. */
    static <D> Step<D> refused(List<Complaint> complaints) {
        return new Refused<>(complaints, false, false);
    }

    /** Refused because a secret is not the right one. */
    static <D> Step<D> wrong(@Nullable String field, UiText why) {
        return new Refused<>(List.of(new Complaint(field, why)), false, true);
    }
}
