package io.ostiary.flow.limit;

import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.spent.Tries;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Stands before a method that is brought a secret. Reads what failed before, by one query; has the method decide, or
 * refuses; counts when the secret was wrong. Guesses at a known person's second factor are counted by person besides,
 * before they are looked at, because so few digits stand against many at once.
 */
@Singleton
public class GuessLimits {

    private final LimitSettings settings;
    private final Guesses guesses;
    private final PostgresFailures failures;
    private final KnownBrowsers known;
    private final Challenge challenge;
    private final Evidence evidence;
    private final Tries tries;
    private final Clock clock;

    GuessLimits(
            LimitSettings settings,
            Guesses guesses,
            PostgresFailures failures,
            KnownBrowsers known,
            Challenge challenge,
            Evidence evidence,
            Tries tries,
            Clock clock) {
        this.settings = settings;
        this.guesses = guesses;
        this.failures = failures;
        this.known = known;
        this.challenge = challenge;
        this.evidence = evidence;
        this.tries = tries;
        this.clock = clock;
    }

    /**
     * Has a method decide, unless there were too many failures.
     *
     * @param method whose business the submission is
     * @param secondFactor whether it guesses at the second factor of the person whose session it is
     */
    public <D> Uni<Guarded<D>> guard(
            Sent sent, MethodName method, boolean secondFactor, Supplier<Uni<Step<D>>> decide) {
        if (!Guesses.isGuess(sent, method)) {
            return decide.get().map(Guarded.Decided::new);
        }
        boolean person = secondFactor && sent.who() != null;
        Guess guess = guesses.of(sent, method, person);
        Supplier<Uni<Guarded<D>>> look = person ? () -> lookAtFactor(guess, decide) : () -> look(guess, decide);
        return settings.limit(sent.request().inbound().clientAddress()) ? judged(guess, decide, look) : look.get();
    }

    private <D> Uni<Guarded<D>> judged(Guess guess, Supplier<Uni<Step<D>>> decide, Supplier<Uni<Guarded<D>>> look) {
        return failures.counted(guess).chain(counted -> switch (settings.judge().judge(counted, clock.instant())) {
            case Ruling.Allowed allowed -> look.get();
            case Ruling.Refused refused -> over(guess, counted, refused, decide, look);
        });
    }

    /** There were too many: a browser that is known has a count of its own, and a challenge may help. */
    private <D> Uni<Guarded<D>> over(
            Guess guess,
            Counted counted,
            Ruling.Refused refused,
            Supplier<Uni<Step<D>>> decide,
            Supplier<Uni<Guarded<D>>> look) {
        return known.isKnown(guess).chain(isKnown -> {
            Ruling ruling = isKnown ? settings.judge().judgeKnown(counted, clock.instant()) : refused;
            return switch (ruling) {
                case Ruling.Allowed allowed -> lookAtKnown(guess, decide);
                case Ruling.Refused still -> challenge(guess, still, look);
            };
        });
    }

    private <D> Uni<Guarded<D>> challenge(Guess guess, Ruling.Refused refused, Supplier<Uni<Guarded<D>>> look) {
        Sent sent = guess.sent();
        String token = sent.fields().text(challenge.field());
        return challenge
                .of(token, sent.request().inbound().clientAddress(), refused)
                .chain(outcome -> switch (outcome) {
                    case MET -> look.get();
                    case DEMANDED ->
                        refuse(guess, refused.reason(), Refusal.challenge(wait(refused), challenge.field()));
                    case NONE -> refuse(guess, refused.reason(), Refusal.attempts(wait(refused)));
                });
    }

    private Duration wait(Ruling.Refused refused) {
        return Duration.between(clock.instant(), refused.openFrom());
    }

    private <D> Uni<Guarded<D>> refuse(Guess guess, Reason reason, Refusal refusal) {
        return evidence.refused(guess, reason).replaceWith(new Guarded.Refused<>(refusal));
    }

    private <D> Uni<Guarded<D>> look(Guess guess, Supplier<Uni<Step<D>>> decide) {
        return decide.get()
                .call(step -> isWrong(step) ? wrong(guess) : nothing())
                .map(Guarded.Decided::new);
    }

    private Uni<Void> wrong(Guess guess) {
        boolean counts = settings.limit(guess.sent().request().inbound().clientAddress());
        evidence.countWrong(guess);
        return counts
                ? failures.add(guess, guess.sent().attempt().id(), Evidence.wrong(guess))
                : failures.tell(Evidence.wrong(guess));
    }

    private <D> Uni<Guarded<D>> lookAtKnown(Guess guess, Supplier<Uni<Step<D>>> decide) {
        return decide.get()
                .call(step -> isWrong(step) ? wrongOfBrowser(guess) : nothing())
                .map(Guarded.Decided::new);
    }

    private Uni<Void> wrongOfBrowser(Guess guess) {
        evidence.countWrong(guess);
        return failures.addOfBrowser(guess, Evidence.wrong(guess));
    }

    private <D> Uni<Guarded<D>> lookAtFactor(Guess guess, Supplier<Uni<Step<D>>> decide) {
        String subject = Objects.requireNonNull(guess.sent().who()).id().toString();
        return tries.take(subject)
                .chain(within -> within
                        ? this.<D>look(guess, decide).call(guarded -> giveBackUnlessWrong(guarded, subject))
                        : refuse(guess, Reason.SECOND_FACTOR_LIMIT, Refusal.attempts(tries.untilMore())));
    }

    private <D> Uni<Void> giveBackUnlessWrong(Guarded<D> guarded, String subject) {
        return guarded instanceof Guarded.Decided<D>(Step<D> step) && isWrong(step)
                ? nothing()
                : tries.giveBack(subject);
    }

    private static boolean isWrong(Step<?> step) {
        return switch (step) {
            case Step.Refused<?> refused -> refused.guessed();
            case Step.ShowAgain<?> again -> again.guessed();
            case Step.Done<?> done -> false;
            case Step.Leave<?> leave -> false;
            case Step.StartOver<?> over -> false;
            case Step.PassOn<?> on -> false;
        };
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
