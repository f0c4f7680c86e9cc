package io.ostiary.flow.webauthn;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.spent.Spent;
import io.ostiary.flow.step.Sent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Takes a key's answer: checks it against the challenge of its flow, and uses the challenge up, so that it works once. */
@Singleton
public class Ceremony {

    /** Answers that were not taken; tags {@code flow}, {@code method}, {@code reason}. */
    static final String REFUSALS = "ostiary.webauthn.refusals";

    private final KeyCheck check;
    private final Spent spent;
    private final MeterRegistry metrics;

    Ceremony(KeyCheck check, Spent spent, MeterRegistry metrics) {
        this.check = check;
        this.spent = spent;
        this.metrics = metrics;
    }

    /** What a new key is like beside what it says itself. @param name empty: that of its make */
    public record Wanted(boolean passwordless, String name) {}

    /** Takes a new key. */
    public Uni<Attested> make(Sent sent, MethodName method, RelyingParty party, String answer, Wanted wanted) {
        String challenge = Challenge.kept(sent.flow(), method);
        Attested made = challenge == null
                ? new Attested.Wrong(Fault.CHALLENGE)
                : check.made(party, challenge, answer, wanted.passwordless(), wanted.name());
        return made instanceof Attested.Made
                ? claim(sent, method, challenge)
                        .map(first -> first ? made : wrong(sent, method, new Attested.Wrong(Fault.USED)))
                : Uni.createFrom().item(wrong(sent, method, made));
    }

    private Attested wrong(Sent sent, MethodName method, Attested attested) {
        if (attested instanceof Attested.Wrong(Fault fault)) {
            count(sent, method, fault);
        }
        return attested;
    }

    /** Takes a signature. @param keys of whom it is said to be */
    public Uni<Asserted> sign(
            Sent sent, MethodName method, RelyingParty party, Assertion assertion, SecurityKeys keys) {
        String challenge = Challenge.kept(sent.flow(), method);
        Asserted signed = check.signed(party, challenge, assertion, keys);
        return signed instanceof Asserted.Right
                ? claim(sent, method, challenge)
                        .map(first -> first ? signed : wrong(sent, method, new Asserted.Wrong(Fault.USED)))
                : Uni.createFrom().item(wrong(sent, method, signed));
    }

    private Asserted wrong(Sent sent, MethodName method, Asserted asserted) {
        if (asserted instanceof Asserted.Wrong(Fault fault)) {
            count(sent, method, fault);
        }
        return asserted;
    }

    private Uni<Boolean> claim(Sent sent, MethodName method, @Nullable String challenge) {
        return spent.claim(
                method.wire(),
                String.valueOf(challenge),
                sent.attempt().id(),
                sent.flow().expiresAt());
    }

    private void count(Sent sent, MethodName method, Fault fault) {
        metrics.counter(REFUSALS, "flow", sent.flow().kind().wire(), "method", method.wire(), "reason", fault.word())
                .increment();
    }
}
