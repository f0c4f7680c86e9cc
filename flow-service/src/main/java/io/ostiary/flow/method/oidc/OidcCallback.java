package io.ostiary.flow.method.oidc;

import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.secret.Seal;
import io.ostiary.flow.callback.ComesBack;
import io.ostiary.flow.callback.Returned;
import io.ostiary.flow.continuity.Detours;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Query;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.spent.Spent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what browsers bring back from providers. */
@Singleton
class OidcCallback implements ComesBack {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final OidcConfig config;
    private final Providers providers;
    private final Detours detours;
    private final Spent spent;
    private final HereAgain here;
    private final Clock clock;
    private final Seal seal;

    OidcCallback(
            OidcConfig config,
            Providers providers,
            Detours detours,
            Spent spent,
            HereAgain here,
            Clock clock,
            Configuration configuration) {
        this.config = config;
        this.providers = providers;
        this.detours = detours;
        this.spent = spent;
        this.here = here;
        this.clock = clock;
        this.seal = SendAway.seal(configuration);
    }

    @Override
    public MethodName name() {
        return OidcConfig.NAME;
    }

    @Override
    public boolean isEnabled() {
        return config.isEnabled();
    }

    @Override
    public Returned read(ClientRequest request, @Nullable String party) {
        Map<String, String> brought = new LinkedHashMap<>();
        Query.of(request.url()).values().forEach((name, values) -> brought.put(name, values.getFirst()));
        String text = brought.getOrDefault("state", "");
        if (text.isEmpty()) {
            throw refused("The provider sent no state back.");
        }
        SignInState state = SignInState.open(seal, text).orElseThrow(() -> refused("The state is not one of ours."));
        if (party != null && !party.equals(state.provider())) {
            throw refused("The answer came to the address of another provider than the one that was asked.");
        }
        return new FromProvider(state, brought);
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }

    private final class FromProvider implements Returned {

        private final SignInState state;
        private final Map<String, String> brought;

        FromProvider(SignInState state, Map<String, String> brought) {
            this.state = state;
            this.brought = brought;
        }

        @Override
        public FlowKind kind() {
            return state.kind();
        }

        @Override
        public UUID flowId() {
            return state.flow();
        }

        @Override
        public Submission submission(ClientRequest request, Flow flow) {
            Away away = Away.of(flow).orElseThrow(() -> refused("Nothing waits for this answer any more."));
            boolean isTheBrowser = away.mark().equals(Away.ANY_BROWSER)
                    || detours.isMarked(request, OidcConfig.NAME.wire(), away.mark());
            if (!isTheBrowser) {
                throw new ProblemException(new Problem.Debugged(
                        new Problem.BadRequest("This is not the browser that was sent to the provider. Allow"
                                + " cookies, and begin anew."),
                        "The continuity cookie has no mark of this sign-in."));
            }
            if (!away.id().equals(state.id())) {
                throw refused("A newer sign-in was begun since. Go on with that one.");
            }
            return Submission.of(away.submission(), new Arrival(state.provider(), account(away)));
        }

        private Uni<Account> account(Away away) {
            return here.again(Uni.createFrom()
                    .deferred(this::claim)
                    .chain(provider -> provider.redeem(brought, away.verifier())));
        }

        /** Claims the answer, so that of any number of requests with it one redeems it. */
        private Uni<Provider> claim() {
            if (brought.containsKey("error")) {
                throw new NotAccepted("The provider answered: " + told(brought.get("error"))
                        + told(brought.getOrDefault("error_description", ""), ": "));
            }
            if (!brought.containsKey("code") && !brought.containsKey("authCode")) {
                throw new NotAccepted("The provider sent no code back.");
            }
            Provider provider = providers.named(state.provider());
            return spent.claim(
                            OidcConfig.NAME.wire(),
                            state.id().toString(),
                            Ids.random(),
                            clock.instant().plus(A_DAY))
                    .map(won -> {
                        if (!won) {
                            throw new NotAccepted("This answer of the provider was used already. Begin anew.");
                        }
                        return provider;
                    });
        }

        private static String told(String text) {
            return text.length() > 200 ? text.substring(0, 200) : text;
        }

        private static String told(String text, String before) {
            return text.isEmpty() ? "" : before + told(text);
        }
    }
}
