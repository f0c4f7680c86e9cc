package io.ostiary.flow.submission;

import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.step.Submits;
import io.ostiary.internal.identity.Complaint;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * What is special about one flow on the way of a submission.
 *
 * @param <D> what its methods bring about
 * @param <M> its methods
 */
public interface Course<D, M extends Submits<D>> {

    /** Draws the form anew for where the flow stands, with what was typed. */
    Uni<Void> draw(Open open);

    /** Follows what a method brought about. */
    Uni<Answer> done(Open open, M by, D what);

    /** Answers with a form that goes on to its next part, after it was stored. */
    Answer shown(Open open);

    /** Answers a submission that is no method's business. */
    Uni<Answer> noMethod(Open open);

    /** Answers a submission for a method that is switched off. */
    default Uni<Answer> switchedOff(Open open) {
        return Uni.createFrom().failure(new ProblemException(new Problem.NotFound("This method is switched off.")));
    }

    /** Puts another flow in the place of one that can't go on. */
    Uni<Answer> startOver(Open open, M by, Step.StartOver<D> over);

    /** A method has begun in the flow: it is the one that the flow names. */
    default void begins(Open open, M by) {
        open.flow().setActive(by.method().name().wire());
    }

    /** The browser goes elsewhere, to come back to this flow. */
    default void leaves(Open open, M by) {}

    /** Whether the flow is open to whoever knows its id, so that no anti-forgery token belongs to it. */
    default boolean isOpenToAll(Open open) {
        return false;
    }

    /** Answers a submission that may be forged. */
    default Uni<Answer> forged(Open open, M by, ProblemException why) {
        return Uni.createFrom().failure(why);
    }

    /**
     * What happens in place of a method's decision; asked once it is known that nobody forged the submission.
     *
     * @return empty: the method decides
     */
    default Optional<Uni<Answer>> insteadOf(M by, Open open) {
        return Optional.empty();
    }

    /** Draws the form anew because a method refused what was sent. */
    default Uni<Void> drawRefused(Open open, M by) {
        return draw(open);
    }

    /** The group of the elements that complaints bring along for fields which the form lacks. */
    default NodeGroup groupOfComplaints(M by) {
        return by.method().group();
    }

    /** What is wrong with the traits that were sent. */
    default Uni<List<Complaint>> complaintsAboutTraits(Open open) {
        return Uni.createFrom().item(List.of());
    }

    /** Puts the elements of a refused form into the contract's order. */
    default void sort(Open open) {}

    /** Whether submissions guess at somebody's second factor, so that they are counted by person. */
    default boolean guessesAtSecondFactor(Open open) {
        return false;
    }
}
