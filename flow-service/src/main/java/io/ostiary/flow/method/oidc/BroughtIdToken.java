package io.ostiary.flow.method.oidc;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.spent.Spent;
import io.ostiary.flow.step.Sent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

/** An ID token that an app got from a provider's own kit ({@code id_token}, {@code id_token_nonce}). It works once. */
@Singleton
class BroughtIdToken {

    static final String FIELD = "id_token";

    private static final String NONCE = "id_token_nonce";

    /** Longer than any ID token lives. */
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private final Spent spent;
    private final HereAgain here;
    private final Clock clock;

    BroughtIdToken(Spent spent, HereAgain here, Clock clock) {
        this.spent = spent;
        this.here = here;
        this.clock = clock;
    }

    static boolean isIn(Submission fields) {
        return !fields.text(FIELD).isEmpty();
    }

    /** Whose it is; fails with {@link Problem.BadGateway} or {@link Problem.Forbidden} when it proves nothing. */
    Uni<Account> account(Provider provider, Sent sent) {
        if (!provider.takesIdTokens()) {
            throw unusable("The provider " + provider.settings().id() + " takes no ID tokens from apps.");
        }
        String token = sent.fields().text(FIELD);
        return here.again(provider.verify(token))
                .onFailure(NotAccepted.class)
                .transform(e -> new ProblemException(new Problem.Forbidden(((NotAccepted) e).reason())))
                .invoke(account -> requireNonce(provider, account, sent.fields().text(NONCE)))
                .call(account -> claim(sent, token));
    }

    private static void requireNonce(Provider provider, Account account, String wanted) {
        String nonce = account.claims().path("nonce").asText("");
        if (nonce.isEmpty() && !provider.mayLackNonce(account)) {
            throw unusable("The ID token has no nonce.");
        }
        if (!nonce.isEmpty() && !nonce.equals(wanted)) {
            throw unusable(NONCE + " is not the nonce of the ID token.");
        }
    }

    private Uni<Void> claim(Sent sent, String token) {
        String key = HexFormat.of().formatHex(SecretTexts.sha256(token));
        return spent.claim(
                        OidcConfig.NAME.wire(),
                        key,
                        sent.attempt().id(),
                        clock.instant().plus(REMEMBERED))
                .invoke(won -> {
                    if (!won) {
                        throw new ProblemException(new Problem.Forbidden("The ID token was used already."));
                    }
                })
                .replaceWithVoid();
    }

    private static ProblemException unusable(String reason) {
        return new ProblemException(new Problem.BadGateway("upstream_error", reason));
    }
}
