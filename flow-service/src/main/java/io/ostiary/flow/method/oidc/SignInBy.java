package io.ostiary.flow.method.oidc;

import io.ostiary.contract.message.Text;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** The part of a submission that is the same where people sign in and where they sign up. */
@Singleton
class SignInBy {

    private final Providers providers;
    private final SendAway away;
    private final BroughtIdToken idToken;

    SignInBy(Providers providers, SendAway away, BroughtIdToken idToken) {
        this.providers = providers;
        this.away = away;
        this.idToken = idToken;
    }

    /** Whether a submission chooses a provider, or comes back from one. */
    static boolean isMeant(Sent sent) {
        String method = sent.fields().method();
        return !sent.fields().text(OidcNodes.PROVIDER).isEmpty()
                && (method.isEmpty() || method.equals(OidcConfig.NAME.wire()));
    }

    /**
     * Whether a submission has to bring the flow's anti-forgery token: a form does. JSON can't be sent by a page of another
     * site, and is taken without it (contract).
     */
    static boolean needsToken(Sent sent) {
        String type = sent.request().header("Content-Type");
        return sent.flow().isNative() || type == null || !type.startsWith("application/json");
    }

    /** Finds out who it is, or sends them where that is found out. @param then what follows once it is known */
    <D> Uni<Step<D>> of(Sent sent, Function<Account, Uni<Step<D>>> then) {
        Submission fields = sent.fields();
        Optional<Arrival> arrival = fields.brought(Arrival.class);
        if (arrival.isPresent()) {
            return arrived(arrival.get(), then);
        }
        Provider provider = providers.named(fields.text(OidcNodes.PROVIDER));
        return BroughtIdToken.isIn(fields)
                ? refusing(idToken.account(provider, sent).chain(account -> then.apply(account)))
                : away.to(provider, sent);
    }

    /** Goes on with what a browser brought back. */
    static <D> Uni<Step<D>> arrived(Arrival arrival, Function<Account, Uni<Step<D>>> then) {
        return refusing(arrival.account().chain(account -> then.apply(account)));
    }

    private static <D> Uni<Step<D>> refusing(Uni<Step<D>> step) {
        return step.onFailure(NotAccepted.class)
                .recoverWithItem(e -> Step.refused(null, Text.REASON.with("reason", ((NotAccepted) e).reason())));
    }
}
