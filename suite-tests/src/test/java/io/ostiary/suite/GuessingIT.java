package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guessing at passwords, through the gateway. Each test comes from networks of its own: a proxy on this machine is trusted, so
 * the address stands in a header.
 */
class GuessingIT {

    private static final String PASSWORD = "correct-Horse-battery-91";
    private static final int ALLOWED = 10;

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static Mailbox mailbox;
    private static RunningStack stack;

    private final String email = "guess." + UUID.randomUUID() + "@example.org";

    @BeforeAll
    static void start() {
        config = StackConfig.in(folder);
        mailbox = new Mailbox(config);
        stack = RunningStack.start(config, null);
    }

    @AfterAll
    static void stop() {
        stack.close();
        mailbox.close();
    }

    @Test
    void refusesGuessesOfManyNetworksAtOneAccount() {
        String identity = create();
        List<Integer> answers = IntStream.range(0, 40)
                .mapToObj(i -> guess("10.1." + i + ".1", email).status())
                .toList();

        assertThat(answers).filteredOn(status -> status == 400).hasSize(ALLOWED);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(30);
        Answer refused = signIn("10.1.99.1", email, PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body().at("/error/id").asText()).isEqualTo("too_many_attempts");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 30L);
        JsonNode limits = Http.get(config.adminUrl() + "/admin/identities/" + identity + "/limits")
                .expect(200)
                .body();
        assertThat(limits.findValuesAsText("from")).contains("everywhere");
        assertThat(limits.toString()).contains("refused_until", email);

        Http.delete(config.adminUrl() + "/admin/identities/" + identity + "/limits", Http.JSON.createObjectNode())
                .expect(204);

        assertThat(signIn("10.1.99.1", email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void treatsAnAccountThatNobodyHasLikeOneThatSomebodyHas() {
        create();
        List<String> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < ALLOWED + 2; i++) {
            known.add(told(guess("10.2." + i + ".1", email)));
            unknown.add(told(guess("10.2." + i + ".1", "nobody." + email)));
        }

        assertThat(unknown).isEqualTo(known);
        assertThat(known.getLast()).isEqualTo("429 too_many_attempts");
    }

    @Test
    void letsTheOwnerInFromElsewhereWhileOneStrangerGuesses() {
        create();
        for (int i = 0; i < 2 * ALLOWED; i++) {
            guess("10.3.1.1", email);
        }

        assertThat(guess("10.3.1.1", email).status()).isEqualTo(429);
        assertThat(signIn("10.3.2.1", email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void countsNoSuccess() {
        create();
        for (int i = 0; i < ALLOWED + 5; i++) {
            assertThat(signIn("10.4.1.1", email, PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void keepsTheBrowserOfTheOwnerInWhileTheWorldGuesses() {
        create();
        Browser owner = new Browser("10.5.0.1");
        assertThat(owner.signIn(email, PASSWORD)).as("signs in before").isEqualTo("in");
        owner.signOut();
        Browser stranger = new Browser("10.5.200.1");
        for (int i = 1; i <= ALLOWED + 1; i++) {
            guess("10.5." + i + ".1", email);
        }

        assertThat(stranger.signIn(email, PASSWORD)).isEqualTo("4990001");
        assertThat(owner.signIn(email, "wrong " + PASSWORD)).isEqualTo("4000006");
        assertThat(owner.signIn(email, PASSWORD)).isEqualTo("in");
        assertThat(owner.cookieNames()).as("no cookie of a new name").hasSize(2);
    }

    @Test
    void keepsTheTypedNameInAFormThatWasRefused() {
        create();
        for (int i = 0; i <= ALLOWED; i++) {
            guess("10.6." + i + ".1", email);
        }
        Browser browser = new Browser("10.6.200.1");

        assertThat(browser.signIn(email, PASSWORD)).isEqualTo("4990001");
        JsonNode form = browser.form();
        assertThat(form.toString()).contains(email);
        assertThat(form.at("/ui/messages/0/context/retry_after_seconds").asLong())
                .isBetween(1L, 3600L);
    }

    @Test
    void sendsFiveLettersAnHourToOneAddress() {
        create();
        List<Integer> answers = IntStream.range(0, 7)
                .mapToObj(i -> askForRecovery("10.7." + i + ".1", email).status())
                .toList();
        List<Integer> strangers = IntStream.range(0, 7)
                .mapToObj(i ->
                        askForRecovery("10.7." + i + ".1", "nobody." + email).status())
                .toList();

        assertThat(answers).containsExactly(200, 200, 200, 200, 200, 429, 429);
        assertThat(strangers).isEqualTo(answers);
    }

    @Test
    void tellsTheOwnerOnceOfManyRefusals() {
        Person owner = new Person(config);
        owner.register();
        owner.verify(mailbox.awaitCode(owner.email()));
        for (int i = 0; i < ALLOWED + 120; i++) {
            guess("10.8." + i + ".1", owner.email());
        }

        Awaitility.await("a letter to the owner")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !letters(owner.email()).isEmpty());
        assertThat(letters(owner.email())).hasSize(1);
    }

    private static List<String> letters(String address) {
        return mailbox.to(address).stream()
                .filter(each -> each.contains("Somebody tried to get into your account"))
                .toList();
    }

    private String create() {
        ObjectNode body = Http.JSON.createObjectNode().put("schema_id", "person");
        body.putObject("traits").put("email", email);
        body.withObject("/credentials/password/config").put("password", PASSWORD);
        return Http.post(config.adminUrl() + "/admin/identities", body)
                .expect(201)
                .text("/id");
    }

    private static String told(Answer answer) {
        return answer.status() + " " + answer.body().at("/error/id").asText();
    }

    private static Answer guess(String from, String identifier) {
        return signIn(from, identifier, "wrong " + PASSWORD);
    }

    private static Answer signIn(String from, String identifier, String password) {
        return post(
                from,
                "login",
                Http.JSON
                        .createObjectNode()
                        .put("method", "password")
                        .put("identifier", identifier)
                        .put("password", password));
    }

    private static Answer askForRecovery(String from, String address) {
        return post(
                from,
                "recovery",
                Http.JSON.createObjectNode().put("method", "code").put("email", address));
    }

    private static Answer post(String from, String kind, JsonNode form) {
        String flow = send(request(from, "/self-service/" + kind + "/api"), HttpClient.newHttpClient())
                .body()
                .at("/id")
                .asText();
        return send(
                request(from, "/self-service/" + kind + "?flow=" + flow)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(form.toString())),
                HttpClient.newHttpClient());
    }

    private static HttpRequest.Builder request(String from, String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : config.publicUrl() + path))
                .header("X-Forwarded-For", from);
    }

    private record Answer(int status, HttpResponse<String> response) {

        JsonNode body() {
            try {
                return response.body().isEmpty() ? Http.JSON.createObjectNode() : Http.JSON.readTree(response.body());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("0");
        }
    }

    private static Answer send(HttpRequest.Builder request, HttpClient client) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A browser that shows pages and keeps its cookies. */
    private static final class Browser {

        private final String from;
        private final CookieManager cookies = new CookieManager();
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(cookies).build();
        private String flow = "";

        Browser(String from) {
            this.from = from;
        }

        /** @return {@code in}, or the number of the first message of the form */
        String signIn(String identifier, String password) {
            Answer begun = send(request(from, "/self-service/login/browser").header("Accept", "text/html"), client);
            flow = begun.header("Location").replaceFirst(".*flow=", "");
            String token = form().at("/ui/nodes").findParents("name").stream()
                    .filter(each -> each.path("name").asText().equals("csrf_token"))
                    .findFirst()
                    .orElseThrow()
                    .path("value")
                    .asText();
            String fields = "method=password&csrf_token=" + encoded(token) + "&identifier=" + encoded(identifier)
                    + "&password=" + encoded(password);
            send(
                    request(from, "/self-service/login?flow=" + flow)
                            .header("Accept", "text/html")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(fields)),
                    client);
            return isIn() ? "in" : form().at("/ui/messages/0/id").asText();
        }

        JsonNode form() {
            return send(request(from, "/self-service/login/flows?id=" + flow), client)
                    .body();
        }

        private boolean isIn() {
            return send(request(from, "/sessions/whoami"), client).status() == 200;
        }

        void signOut() {
            String address = send(
                            request(from, "/self-service/logout/browser").header("Accept", "application/json"), client)
                    .body()
                    .at("/logout_url")
                    .asText();
            send(request(from, address).header("Accept", "text/html"), client);
            assertThat(isIn()).isFalse();
        }

        List<String> cookieNames() {
            return cookies.getCookieStore().getCookies().stream()
                    .map(java.net.HttpCookie::getName)
                    .toList();
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
