package io.ostiary.flow.method.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.spent.Spent;
import io.ostiary.flow.step.Sent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BroughtIdTokenTest {

    private static final String GOOGLE = "https://accounts.google.com";
    private static final String APPLE = "https://appleid.apple.com";

    private final Vertx vertx = Vertx.vertx();
    private final BroughtIdToken tokens =
            new BroughtIdToken(new SpentInMemory(), new HereAgain(vertx), Clock.systemUTC());
    private final Provider google = provider(new VendorReplies.Row(
            "google",
            Map.of(),
            Map.of("https://www.googleapis.com/oauth2/v3/certs", "{\"keys\": [" + VendorReplies.KEY.jwk() + "]}"),
            "",
            Map.of()));
    private final Provider apple = provider(VendorRows.apple());

    private static Provider provider(VendorReplies.Row row) {
        return VendorsTest.provider(row, VendorsTest.wire(row));
    }

    @AfterEach
    void closeVertx() {
        vertx.close();
    }

    @Test
    void takesATokenWithItsNonceOnce() {
        String token = VendorReplies.idToken(GOOGLE, Map.of("nonce", "n"));

        assertThat(account(google, token, "n").subject()).isEqualTo("248289761001");
        assertThat(problem(google, token, "n")).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void refusesAnotherNonceOrNone() {
        String token = VendorReplies.idToken(GOOGLE, Map.of("nonce", "n"));

        assertThat(problem(google, token, "m")).isInstanceOf(Problem.BadGateway.class);
        assertThat(problem(google, token, "")).isInstanceOf(Problem.BadGateway.class);
    }

    @Test
    void takesATokenWithoutNonceWhereTheVendorHasNone() {
        assertThat(account(google, VendorReplies.idToken(GOOGLE, Map.of()), "").subject())
                .isNotEmpty();
        assertThat(account(apple, VendorReplies.idToken(APPLE, Map.of()), "").subject())
                .isNotEmpty();
        assertThat(problem(apple, VendorReplies.idToken(APPLE, Map.of("nonce_supported", true)), ""))
                .isInstanceOf(Problem.BadGateway.class);
    }

    @Test
    void refusesATokenOfAnotherIssuer() {
        assertThat(problem(google, VendorReplies.idToken(APPLE, Map.of()), "")).isInstanceOf(Problem.Forbidden.class);
    }

    private Account account(Provider provider, String token, String nonce) {
        return tokens.account(provider, sent(token, nonce)).await().indefinitely();
    }

    private Problem problem(Provider provider, String token, String nonce) {
        ProblemException[] failure = new ProblemException[1];
        assertThatThrownBy(() -> account(provider, token, nonce))
                .isInstanceOfSatisfying(ProblemException.class, e -> failure[0] = e);
        return failure[0].problem();
    }

    private static Sent sent(String token, String nonce) {
        Submission fields = Submission.of(Json.object().put("id_token", token).put("id_token_nonce", nonce));
        return new Sent(null, null, null, fields, Attempt.begin(), null, false);
    }

    private static final class SpentInMemory implements Spent {

        private final Set<String> claimed = new HashSet<>();

        @Override
        public Uni<Boolean> claim(String kind, String key, UUID attemptId, Instant until) {
            return Uni.createFrom().item(() -> claimed.add(key));
        }

        @Override
        public Uni<Void> giveBack(UUID attemptId) {
            return Uni.createFrom().voidItem();
        }
    }
}
