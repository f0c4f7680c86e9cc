package io.ostiary.flow.method.totp;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.login.LoginForm;
import io.ostiary.flow.login.LoginMethod;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Adds an authenticator app's code to a session. */
@Singleton
public class TotpLogin implements LoginMethod {

    private static final String TRIED = "tried";

    private final TotpConfig config;
    private final TotpCheck check;
    private final Clock clock;

    TotpLogin(TotpConfig config, TotpCheck check, Clock clock) {
        this.config = config;
        this.check = check;
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
                second.who().has(TotpConfig.NAME).map(has -> has ? ask(second) : Offer.NOTHING);
            case LoginForm.First first -> nothing();
            case LoginForm.Identified told -> nothing();
            case LoginForm.Again again -> nothing();
            case LoginForm.UnderWay other -> nothing();
        };
    }

    private static Offer ask(LoginForm.Second form) {
        TotpNodes.ask(form.nodes(), !form.flow().state(TotpConfig.NAME).has(TRIED));
        return Offer.ASKS;
    }

    private static Uni<Offer> nothing() {
        return Uni.createFrom().item(Offer.NOTHING);
    }

    @Override
    public Optional<Step<Proof>> atSight(Sent sent) {
        sent.flow().state(TotpConfig.NAME).put(TRIED, true);
        String code = TotpCheck.typed(sent);
        if (code.isEmpty()) {
            return Optional.of(Step.refused(TotpNodes.CODE, Text.REQUIRED.with("property", TotpNodes.CODE)));
        }
        return code.length() < TotpSecret.DIGITS
                ? Optional.of(Step.refused(TotpNodes.CODE, tooShort(code)))
                : Optional.empty();
    }

    private static UiText tooShort(String code) {
        return Text.TOO_SHORT.with("actual_length", code.length(), "min_length", TotpSecret.DIGITS);
    }

    @Override
    public Uni<Step<Proof>> submit(Sent sent) {
        return sent.who() == null
                ? none()
                : sent.who()
                        .held(TotpConfig.NAME)
                        .chain(held -> held.map(each -> prove(sent, each)).orElseGet(TotpLogin::none));
    }

    private static Uni<Step<Proof>> none() {
        return Uni.createFrom().item(Step.refused(null, Text.NO_TOTP.plain()));
    }

    private Uni<Step<Proof>> prove(Sent sent, Held held) {
        return TotpSecret.of(held.config())
                .map(secret -> check.of(sent, held.identity().id(), secret).map(outcome -> step(held, outcome)))
                .orElseGet(TotpLogin::none);
    }

    private Step<Proof> step(Held held, TotpCheck.Outcome outcome) {
        return switch (outcome) {
            case RIGHT -> Step.done(proof(held));
            case WRONG -> Step.wrong(null, Text.TOTP_WRONG.plain());
            case USED -> Step.refused(null, Text.TOTP_WRONG.plain());
        };
    }

    private Proof proof(Held held) {
        return Proof.of(
                held.identity(),
                AuthenticationMethodBody.of(TotpConfig.NAME.wire(), Factor.SECOND.aal(), clock.instant()));
    }
}
