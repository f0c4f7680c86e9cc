package io.ostiary.flow.method.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.flow.SuiteClient;
import io.ostiary.testkit.openid.OpenIdProvider;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of twenty apps that bring one ID token at the same moment, each in a flow of its own, exactly one signs in. */
@QuarkusTest
@TestProfile(IdTokenServices.class)
class IdTokenRaceIT {

    private static final int APPS = 20;
    private static final int ROUNDS = Integer.getInteger("ostiary.race.rounds", 5);

    @Inject
    SuiteClient client;

    @Test
    void signsOneOfTwentyIn() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String name = UUID.randomUUID().toString();
            assertThat(bring(begin(), token(name))).as("signs up").isEqualTo(200);

            assertOneWins(name);
        }
    }

    @Test
    void signsOneOfTwentyUp() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            assertOneWins(UUID.randomUUID().toString());
        }
    }

    private void assertOneWins(String name) throws Exception {
        List<Integer> answers = atOnce(token(name));

        assertThat(answers).filteredOn(each -> each == 200).hasSize(1);
        assertThat(answers).filteredOn(each -> each == 403).hasSize(APPS - 1);
        assertThat(bring(begin(), token(name))).as("another token").isEqualTo(200);
    }

    private List<Integer> atOnce(Map<String, ?> token) throws Exception {
        CyclicBarrier start = new CyclicBarrier(APPS);
        Callable<Integer> one = () -> {
            JsonNode flow = begin();
            start.await();
            return bring(flow, token);
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(APPS)) {
            return Stream.generate(() -> threads.submit(one)).limit(APPS).toList().stream()
                    .map(IdTokenRaceIT::result)
                    .toList();
        }
    }

    private static int result(Future<Integer> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode begin() {
        return client.begin("login", null, Map.of());
    }

    private int bring(JsonNode flow, Map<String, ?> token) {
        return client.submit("login", flow, null, token).statusCode();
    }

    private static Map<String, ?> token(String name) {
        String nonce = UUID.randomUUID().toString();
        String token = VendorReplies.idToken(
                "https://accounts.google.com",
                Map.of("sub", name, "email", name + "@example.org", "aud", OpenIdProvider.CLIENT, "nonce", nonce));
        return Map.of("method", "oidc", "provider", "apps", "id_token", token, "id_token_nonce", nonce);
    }
}
