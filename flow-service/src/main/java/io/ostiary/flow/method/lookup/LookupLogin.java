package io.ostiary.flow.method.lookup;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.login.LoginForm;
import io.ostiary.flow.login.LoginMethod;
import io.ostiary.flow.spent.Spent;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.ItemNote;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.ConfigSeal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds a backup code to a session. */
@Singleton
public class LookupLogin implements LoginMethod {

    private static final String TRIED = "tried";

    /** Far longer than the note that a code is used takes to arrive. */
    private static final Duration CLAIMED = Duration.ofDays(30);

    private final LookupConfig config;
    private final Spent spent;
    private final ConfigSeal seal;
    private final Clock clock;

    LookupLogin(LookupConfig config, Spent spent, ConfigSeal seal, Clock clock) {
        this.config = config;
        this.spent = spent;
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return config.method();
    }

    @Override
    public Set<Factor> factors() {
        return Set.of(Factor.SECOND);
    }

    @Override
    public Uni<Offer> draw(LoginForm form) {
        return switch (form) {
            case LoginForm.Second second ->
                second.who().has(LookupConfig.NAME).map(has -> has ? ask(second) : Offer.NOTHING);
            case LoginForm.First first -> nothing();
            case LoginForm.Identified told -> nothing();
            case LoginForm.Again again -> nothing();
            case LoginForm.UnderWay other -> nothing();
        };
    }

    private static Offer ask(LoginForm.Second form) {
        LookupNodes.ask(form.nodes(), !form.flow().state(LookupConfig.NAME).has(TRIED));
        return Offer.ASKS;
    }

    private static Uni<Offer> nothing() {
        return Uni.createFrom().item(Offer.NOTHING);
    }

    @Override
    public Optional<Step<Proof>> atSight(Sent sent) {
        sent.flow().state(LookupConfig.NAME).put(TRIED, true);
        return sent.fields().text(LookupNodes.CODE).isBlank()
                ? Optional.of(Step.refused(LookupNodes.CODE, Text.REQUIRED.with("property", LookupNodes.CODE)))
                : Optional.empty();
    }

    @Override
    public Uni<Step<Proof>> submit(Sent sent) {
        return sent.who() == null
                ? none()
                : sent.who()
                        .held(LookupConfig.NAME)
                        .chain(held -> held.map(each -> prove(sent, each)).orElseGet(LookupLogin::none));
    }

    private static Uni<Step<Proof>> none() {
        return Uni.createFrom().item(Step.refused(null, Text.NO_LOOKUP.plain()));
    }

    private Uni<Step<Proof>> prove(Sent sent, Held held) {
        Optional<BackupCode> found =
                BackupCodes.of(held.config()).find(sent.fields().text(LookupNodes.CODE));
        if (found.isEmpty()) {
            return Uni.createFrom().item(Step.wrong(null, Text.LOOKUP_WRONG.plain()));
        }
        return found.get().isUsed()
                ? Uni.createFrom().item(used())
                : claim(sent.attempt(), held, found.get())
                        .map(first -> first ? Step.done(proof(sent.attempt(), held, found.get())) : used());
    }

    private Uni<Boolean> claim(Attempt attempt, Held held, BackupCode code) {
        byte[] digest = SecretTexts.sha256(held.identity().id() + ":" + code.text());
        return spent.claim(
                LookupConfig.NAME.wire(),
                held.identity().id() + ":" + HexFormat.of().formatHex(digest),
                attempt.id(),
                clock.instant().plus(CLAIMED));
    }

    /** No guess: whoever brings it has the codes. */
    private static Step<Proof> used() {
        return Step.refused(null, Text.LOOKUP_USED.plain());
    }

    private Proof proof(Attempt attempt, Held held, BackupCode code) {
        Instant now = clock.instant();
        return new Proof(
                held.identity(),
                AuthenticationMethodBody.of(LookupConfig.NAME.wire(), Factor.SECOND.aal(), now),
                List.of(ItemNote.effect(
                        attempt,
                        held.identity().id(),
                        LookupConfig.NAME,
                        seal.seal(code.item()),
                        seal.seal(code.used(now).item()))));
    }
}
