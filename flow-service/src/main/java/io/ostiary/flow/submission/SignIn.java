package io.ostiary.flow.submission;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.session.IssueSession;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Issues the session that a proof is good for. A proof that is out of date, because the identity changed since, is made
 * once more under a new attempt; what the first one used up is given back.
 */
@Singleton
public class SignIn {

    /** What came of a proof. */
    public sealed interface Signed {

        /** A session; {@code open} and {@code proof} are those that led to it. */
        record In(Open open, Proof proof, Sessions.Issued issued) implements Signed {}

        /** None: the identity is inactive, or was deleted. */
        record Disabled() implements Signed {}

        /** None: made once more, there was no proof. */
        record Otherwise(Open open, Step<Proof> step) implements Signed {}
    }

    private final IssueSession issue;
    private final Claims claims;

    SignIn(IssueSession issue, Claims claims) {
        this.issue = issue;
        this.claims = claims;
    }

    /**
     * Issues a session, or adds the proof to the client's own.
     *
     * @param decide makes the proof again
     * @return fails with {@link Problem.Unavailable} when the identity keeps changing
     */
    public Uni<Signed> with(Open open, Proof proof, Function<Open, Uni<Step<Proof>>> decide) {
        return once(open, proof).chain(issued -> switch (issued.outcome()) {
            case ISSUED -> signed(new Signed.In(open, proof, issued));
            case INACTIVE, DELETED -> signed(new Signed.Disabled());
            case STALE -> onceMore(open.again(), decide);
            case NO_SUCH_SESSION -> onceMore(open.withoutSession().again(), decide);
        });
    }

    private Uni<Sessions.Issued> once(Open open, Proof proof) {
        return issue.issue(
                        open.request(),
                        open.attempt(),
                        proof.identity(),
                        proof.by(),
                        open.session() == null ? null : open.session().token(),
                        !open.flow().isNative())
                .onFailure()
                .call(() -> claims.giveBack(open))
                .call(issued -> isOutOfDate(issued)
                        ? claims.giveBack(open)
                        : Uni.createFrom().voidItem());
    }

    private static boolean isOutOfDate(Sessions.Issued issued) {
        return switch (issued.outcome()) {
            case STALE, NO_SUCH_SESSION -> true;
            case ISSUED, INACTIVE, DELETED -> false;
        };
    }

    private Uni<Signed> onceMore(Open open, Function<Open, Uni<Step<Proof>>> decide) {
        return decide.apply(open)
                .chain(step -> step instanceof Step.Done<Proof>(Proof proof)
                        ? once(open, proof).map(issued -> last(open, proof, issued))
                        : signed(new Signed.Otherwise(open, step)));
    }

    private static Signed last(Open open, Proof proof, Sessions.Issued issued) {
        return switch (issued.outcome()) {
            case ISSUED -> new Signed.In(open, proof, issued);
            case INACTIVE, DELETED -> new Signed.Disabled();
            case STALE, NO_SUCH_SESSION ->
                throw new ProblemException(
                        new Problem.Unavailable("The account is being changed at this moment.", Duration.ofSeconds(1)));
        };
    }

    /** Gives back what an attempt has used up, because nothing came of its session after all. */
    public Uni<Void> takeBack(Open open) {
        return claims.giveBack(open);
    }

    private static Uni<Signed> signed(Signed outcome) {
        return Uni.createFrom().item(outcome);
    }

    /** A session for an identity that was made a moment ago; empty when it is not the same any more. */
    public Uni<Optional<Sessions.Issued>> forNew(Open open, IdentitySnapshot identity, AuthenticationMethodBody by) {
        return issue.issue(open.request(), open.attempt(), identity, by, null, false)
                .map(issued -> issued.outcome() == Sessions.Outcome.ISSUED ? Optional.of(issued) : Optional.empty());
    }
}
