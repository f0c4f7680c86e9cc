package io.ostiary.flow.method.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.RSAKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Signing in by a provider, on the real services. */
@QuarkusTest
@TestProfile(OidcServices.class)
class OidcTrustIT extends OidcCase {

    @Test
    void saysThatSomebodyDidNotAgree() {
        Browser browser = new Browser(client);
        String address = browser.leave("login", browser.begin("login", Map.of()), Map.of("provider", "acme"));
        String state = provider.agree(address, somebody()).get("state");

        Response refused = browser.comeBack("acme", Map.of("error", "access_denied", "state", state));

        refused.then().statusCode(400);
        assertThat(messages(refused)).contains(REASON).contains("access_denied");
    }

    @Test
    void allowsForClocksThatDifferBySeconds() {
        long now = System.currentTimeMillis() / 1000;
        Map<String, Object> ahead = somebody();
        ahead.put("iat", now + 30);
        Map<String, Object> behind = somebody();
        behind.put("exp", now - 30);

        through("login", "acme", ahead).then().statusCode(200);
        through("login", "acme", behind).then().statusCode(200);
    }

    @Test
    void refusesTokensThatProveNothing() {
        long now = System.currentTimeMillis() / 1000;
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("iss", "https://elsewhere.example.org"),
                Map.of("aud", "somebody else"),
                Map.of("aud", List.of(TestProvider.CLIENT, "somebody else"), "azp", "somebody else"),
                Map.of("exp", now - 3600),
                Map.of("iat", now + 3600, "exp", now + 7200))) {
            Map<String, Object> claims = somebody();
            claims.putAll(wrong);

            Response refused = through("login", "acme", claims);

            refused.then().statusCode(400);
            assertThat(messages(refused)).as("%s", wrong).contains(REASON);
        }
    }

    @Test
    void refusesASignatureOfAnotherKeyUnderTheSameName() {
        Browser browser = new Browser(client);
        String address = browser.leave("login", browser.begin("login", Map.of()), Map.of("provider", "acme"));
        RSAKey other = TestProvider.key(provider.keyName());

        Response refused = browser.comeBack("acme", provider.agree(address, somebody(), Map.of(), other));

        refused.then().statusCode(400);
        assertThat(messages(refused)).contains(REASON);
    }

    @Test
    void takesANewKeyOfTheProviderAtOnceAndAsksSeldomForInventedOnes() {
        through("login", "acme", somebody()).then().statusCode(200);

        provider.changeKey();
        through("login", "acme", somebody()).then().statusCode(200);
        int asked = provider.keysAsked.get();
        for (int i = 0; i < 5; i++) {
            Browser browser = new Browser(client);
            String address = browser.leave("login", browser.begin("login", Map.of()), Map.of("provider", "acme"));
            RSAKey invented = TestProvider.key("invented " + i);
            browser.comeBack("acme", provider.agree(address, somebody(), Map.of(), invented))
                    .then()
                    .statusCode(400);
        }

        assertThat(provider.keysAsked.get() - asked).isLessThanOrEqualTo(1);
    }

    @Test
    void refusesUserinfoOfSomebodyElse() {
        Browser browser = new Browser(client);
        String address = browser.leave("login", browser.begin("login", Map.of()), Map.of("provider", "told"));

        Response refused = browser.comeBack(
                "told",
                provider.agree(
                        address,
                        somebody(),
                        Map.of("sub", "somebody else", "email", "else@example.org"),
                        TestProvider.key(provider.keyName())));

        refused.then().statusCode(400);
        assertThat(messages(refused)).contains(REASON);
    }

    @Test
    void refusesAnAnswerThatNamesAnotherProvider() {
        Browser browser = new Browser(client);
        String address = browser.leave("login", browser.begin("login", Map.of()), Map.of("provider", "acme"));
        Map<String, String> brought = new HashMap<>(provider.agree(address, somebody()));
        brought.put("iss", "https://elsewhere.example.org");
        int before = provider.redeemed.get();

        Response refused = browser.comeBack("acme", brought);

        refused.then().statusCode(400);
        assertThat(messages(refused)).contains(REASON).contains("another provider");
        assertThat(provider.redeemed.get()).as("the code went to nobody").isEqualTo(before);
    }

    @Test
    void refusesAnAnswerAtTheAddressOfAnotherProvider() {
        Browser browser = new Browser(client);
        String address = browser.leave("login", browser.begin("login", Map.of()), Map.of("provider", "acme"));

        browser.comeBack("plain", provider.agree(address, somebody())).then().statusCode(400);
    }

    @Test
    void refusesAnAnswerThatAnotherBrowserBrings() {
        Browser browser = new Browser(client);
        String address = browser.leave("login", browser.begin("login", Map.of()), Map.of("provider", "acme"));
        int before = provider.redeemed.get();

        Response refused = new Browser(client).comeBack("acme", provider.agree(address, somebody()));

        refused.then().statusCode(400);
        assertThat(refused.cookies()).doesNotContainKey("ory_kratos_session");
        assertThat(provider.redeemed.get()).isEqualTo(before);
    }

    @Test
    void refusesAnAnswerOfADepartureThatANewerOneReplaced() {
        Browser browser = new Browser(client);
        JsonNode flow = browser.begin("login", Map.of());
        String first = browser.leave("login", flow, Map.of("provider", "acme"));
        browser.leave("login", flow, Map.of("provider", "acme"));

        browser.comeBack("acme", provider.agree(first, somebody())).then().statusCode(400);
    }

    @Test
    void redeemsOneAnswerOnceForTwentyWhoBringIt() {
        Browser browser = new Browser(client);
        String address = browser.leave("login", browser.begin("login", Map.of()), Map.of("provider", "acme"));
        Map<String, String> brought = provider.agree(address, somebody());
        int before = provider.redeemed.get();
        CyclicBarrier start = new CyclicBarrier(20);
        Callable<Response> one = () -> {
            start.await();
            return browser.request("application/json")
                    .queryParams(brought)
                    .get("/self-service/methods/oidc/callback/acme");
        };

        List<Integer> statuses;
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            statuses = Stream.generate(() -> threads.submit(one)).limit(20).toList().stream()
                    .map(OidcTrustIT::status)
                    .toList();
        }

        assertThat(provider.redeemed.get() - before).isEqualTo(1);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).as("nobody is told of a failure of the server").allMatch(status -> status < 500);
    }

    private static int status(Future<Response> answer) {
        try {
            return answer.get().statusCode();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysThatTheProviderIsDown() {
        Browser browser = new Browser(client);

        Response refused =
                browser.submit("login", browser.begin("login", Map.of()), Map.of("method", "oidc", "provider", "down"));

        refused.then().statusCode(502);
        assertThat(Browser.tree(refused).at("/error/id").asText()).isEqualTo("upstream_error");
        assertThat(Browser.tree(refused).at("/error/reason").asText()).contains("can't be reached");
    }

    @Test
    void followsTheProviderNowhere() {
        Browser browser = new Browser(client);
        String address = browser.leave("login", browser.begin("login", Map.of()), Map.of("provider", "acme"));
        Map<String, String> brought = provider.agree(address, somebody());
        provider.tokenStatus = 307;

        Response refused = browser.comeBack("acme", brought);

        refused.then().statusCode(502);
        assertThat(Browser.tree(refused).at("/error/id").asText()).isEqualTo("upstream_error");
        assertThat(refused.asString()).doesNotContain(brought.get("code"));
    }

    @Test
    void showsNoCodeTokenOrVerifierInARefusal() {
        Browser browser = new Browser(client);
        String address = browser.leave("login", browser.begin("login", Map.of()), Map.of("provider", "acme"));
        Map<String, String> brought = provider.agree(address, somebody());
        provider.tokenStatus = 503;

        Response refused = browser.comeBack("acme", brought);

        assertThat(refused.asString()).doesNotContain(brought.get("code")).doesNotContain(TestProvider.SECRET);
        assertThat(Browser.tree(refused).at("/error/reason").asText()).contains("acme");
    }
}
