package io.ostiary.flow.submission;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowChanged;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.limit.Guarded;
import io.ostiary.flow.limit.GuessLimits;
import io.ostiary.flow.limit.LetterLimits;
import io.ostiary.flow.limit.Refusal;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.step.Submits;
import io.ostiary.internal.identity.Complaint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes a submission one step further: finds the method, checks that nobody forged it, has the method decide, and
 * follows the decision. The one place for that in all flows.
 */
@Singleton
public class TakeStep {

    /** What methods decided; tags {@code flow}, {@code method}, {@code outcome}. */
    static final String OUTCOMES = "ostiary.flow.steps";

    private final FlowRepository flows;
    private final Sendings sendings;
    private final FormErrors forms;
    private final Claims claims;
    private final GuessLimits guesses;
    private final LetterLimits letters;
    private final HandOvers handOvers;
    private final MeterRegistry metrics;

    TakeStep(
            FlowRepository flows,
            Sendings sendings,
            FormErrors forms,
            Claims claims,
            GuessLimits guesses,
            LetterLimits letters,
            HandOvers handOvers,
            MeterRegistry metrics) {
        this.flows = flows;
        this.sendings = sendings;
        this.forms = forms;
        this.claims = claims;
        this.guesses = guesses;
        this.letters = letters;
        this.handOvers = handOvers;
        this.metrics = metrics;
    }

    /** Takes the step; when another request stored the flow meanwhile, once more on what is there now. */
    public <D, M extends Submits<D>> Uni<Answer> take(Open open, List<M> methods, Course<D, M> course) {
        return Uni.createFrom()
                .deferred(() -> takeOnce(open, methods, course))
                .onFailure(FlowChanged.class)
                .recoverWithUni(() -> claims.giveBack(open)
                        .chain(() -> reloaded(open))
                        .chain(fresh -> takeOnce(fresh, methods, course)));
    }

    private Uni<Open> reloaded(Open open) {
        return flows.find(open.flow().kind(), open.flow().id())
                .map(Objects::requireNonNull)
                .map(flow -> open.on(flow.inRequestOf(open.flow())));
    }

    private <D, M extends Submits<D>> Uni<Answer> takeOnce(Open open, List<M> methods, Course<D, M> course) {
        Optional<M> meant = methods.stream().filter(m -> m.isMeant(open.sent())).findFirst();
        if (meant.isPresent() && meant.get().method().enabled()) {
            return attempt(open, meant.get(), course);
        }
        if (isChecked(open, course)) {
            refuseStrangers(open);
        }
        return meant.isPresent() ? course.switchedOff(open) : course.noMethod(open);
    }

    /**
     * Has a method decide, and follows the decision.
     *
     * @param method whose business the submission is
     */
    public <D, M extends Submits<D>> Uni<Answer> attempt(Open open, M method, Course<D, M> course) {
        boolean checked = isChecked(open, course) && !method.provesItself(open.sent());
        try {
            if (checked) {
                refuseStrangers(open);
            }
            Optional<Step<D>> seen = method.atSight(open.sent());
            if (seen.isPresent()) {
                return follow(open, method, course, seen.get());
            }
            if (checked && method.needsToken(open.sent())) {
                CsrfCheck.submission(open.request(), open.flow(), open.fields().csrfToken());
            }
        } catch (ProblemException e) {
            return course.forged(open, method, e);
        }
        return course.insteadOf(method, open).orElseGet(() -> guard(open, method, course));
    }

    private static boolean isChecked(Open open, Course<?, ?> course) {
        return !open.resumed() && !course.isOpenToAll(open);
    }

    private static void refuseStrangers(Open open) {
        boolean bringsSecret = open.fields().bringsSecretOf(open.flow().kind());
        CsrfCheck.owner(open.request(), open.flow(), bringsSecret);
    }

    /**
     * Has a method begin before anything was submitted, and draws the form for it. Whatever else the method decides
     * leaves the form as it is.
     *
     * @return the flow as it is stored now
     */
    public <D, M extends Submits<D>> Uni<Flow> begin(Open open, M method, Course<D, M> course) {
        return method.submit(open.sent())
                .invoke(step -> count(open, method, step))
                .chain(step -> step instanceof Step.ShowAgain<D> again
                        ? begun(open, method, course, again)
                        : Uni.createFrom().item(open.flow()));
    }

    private <D, M extends Submits<D>> Uni<Flow> begun(
            Open open, M method, Course<D, M> course, Step.ShowAgain<D> again) {
        return letters.count(open.sent(), method.method().name(), again.sending())
                .chain(refusal ->
                        refusal.isPresent() ? Uni.createFrom().item(open.flow()) : stored(open, method, course, again));
    }

    private <D, M extends Submits<D>> Uni<Answer> guard(Open open, M method, Course<D, M> course) {
        return guesses.guard(
                        open.sent(),
                        method.method().name(),
                        course.guessesAtSecondFactor(open),
                        () -> method.submit(open.sent()))
                .chain(guarded -> switch (guarded) {
                    case Guarded.Decided<D>(Step<D> step) -> follow(open, method, course, step);
                    case Guarded.Refused<D>(Refusal why) -> limited(open, method, course, why);
                });
    }

    /** A page shows its form again, with what was typed; other clients are told when to come back. */
    private <D, M extends Submits<D>> Uni<Answer> limited(Open open, M by, Course<D, M> course, Refusal why) {
        return open.isPage()
                ? refuse(
                        open, by, course, new Step.Refused<>(List.of(new Complaint(null, why.message())), false, false))
                : Uni.createFrom().item(Answers.problemAsJson(why.problem()));
    }

    /** Follows a decision; also for those who decide in a method's place. */
    public <D, M extends Submits<D>> Uni<Answer> follow(Open open, M by, Course<D, M> course, Step<D> step) {
        count(open, by, step);
        return switch (step) {
            case Step.Done<D> done -> course.done(open, by, done.what());
            case Step.ShowAgain<D> again -> showAgain(open, by, course, again);
            case Step.Leave<D> leave -> leave(open, by, course, leave);
            case Step.Refused<D> refused -> refuse(open, by, course, refused);
            case Step.StartOver<D> over -> course.startOver(open, by, over);
            case Step.PassOn<D> on -> handOvers.take(open, on.to());
        };
    }

    /** Refuses what a method had decided: nothing came of it, so what it has used up works again. */
    public <D, M extends Submits<D>> Uni<Answer> refuseAfterAll(
            Open open, M by, Course<D, M> course, List<Complaint> complaints) {
        return giveBack(open).chain(() -> follow(open, by, course, Step.refused(complaints)));
    }

    /** Gives back what a method has used up for a decision of which nothing comes. */
    public Uni<Void> giveBack(Open open) {
        return claims.giveBackSpent(open);
    }

    private <D, M extends Submits<D>> Uni<Answer> leave(Open open, M by, Course<D, M> course, Step.Leave<D> leave) {
        course.leaves(open, by);
        return forms.leave(open.request(), open.flow(), leave.address());
    }

    private void count(Open open, Submits<?> by, Step<?> step) {
        String outcome = switch (step) {
            case Step.Done<?> done -> "done";
            case Step.ShowAgain<?> again -> again.guessed() ? "wrong" : "shown_again";
            case Step.Leave<?> leave -> "left";
            case Step.Refused<?> refused -> refused.guessed() ? "wrong" : "refused";
            case Step.StartOver<?> over -> "started_over";
            case Step.PassOn<?> on -> "passed_on";
        };
        metrics.counter(
                        OUTCOMES,
                        "flow",
                        open.flow().kind().wire(),
                        "method",
                        by.method().name().wire(),
                        "outcome",
                        outcome)
                .increment();
    }

    private <D, M extends Submits<D>> Uni<Answer> showAgain(
            Open open, M by, Course<D, M> course, Step.ShowAgain<D> again) {
        return letters.count(open.sent(), by.method().name(), again.sending())
                .chain(refusal -> refusal.isPresent()
                        ? limited(open, by, course, refusal.get())
                        : stored(open, by, course, again).map(stored -> course.shown(open.on(stored))));
    }

    private <D, M extends Submits<D>> Uni<Flow> stored(Open open, M by, Course<D, M> course, Step.ShowAgain<D> again) {
        course.begins(open, by);
        open.flow().moveTo(again.state());
        return course.draw(open)
                .invoke(() -> open.flow().ui().say(again.message()))
                .chain(() -> sendings.store(open, again.sending()));
    }

    private <D, M extends Submits<D>> Uni<Answer> refuse(
            Open open, M by, Course<D, M> course, Step.Refused<D> refused) {
        return (refused.withTraits()
                        ? course.complaintsAboutTraits(open)
                        : Uni.createFrom().item(List.<Complaint>of()))
                .map(first -> Stream.concat(first.stream(), refused.complaints().stream())
                        .toList())
                .call(() -> course.drawRefused(open, by))
                .invoke(all -> forms.complain(open.flow(), course.groupOfComplaints(by), all))
                .invoke(() -> course.sort(open))
                .chain(() -> forms.save(open.request(), open.flow()));
    }
}
