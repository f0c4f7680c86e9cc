package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What links and addresses do, and what they don't do, for browsers, mail gateways, and strangers who know them. */
class LinksIT {

    private static final String PASSWORD = "korrekt-Pferd-91x";

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static RunningStack stack;

    private final Person person = new Person(config);
    private final Browser browser = new Browser();

    @BeforeAll
    static void start() {
        config = StackConfig.in(folder).withLink();
        stack = RunningStack.start(config, null);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void aLookAtARecoveryLinkDoesNotUseItUp() {
        person.register();
        String link = recoveryLink();

        assertThat(browser.head(link).statusCode()).isEqualTo(200);
        assertThat(Browser.location(browser.head(link))).isEmpty();
        assertThat(sessions()).isZero();
        assertThat(Browser.location(browser.get(link))).contains("/settings?flow=");
        assertThat(sessions()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefetch", "prefetch;prerender", "prefetch;anonymous-client-ip"})
    void aFetchAheadDoesNotUseALinkUp(String purpose) {
        person.register();
        String link = recoveryLink();

        assertThat(browser.get(link, "Sec-Purpose", purpose).statusCode()).isEqualTo(425);
        assertThat(sessions()).isZero();
        assertThat(Browser.location(browser.get(link))).contains("/settings?flow=");
    }

    @Test
    void aLookAtTheWayOutSignsNobodyOut() {
        signIn();
        String link = json(browser.get(url("/self-service/logout/browser"), "Accept", "application/json"))
                .path("logout_url")
                .asText();

        browser.head(link);
        browser.get(link, "Purpose", "prefetch");
        assertThat(whoami()).isEqualTo(200);
        browser.get(link);
        assertThat(whoami()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/%E6%97%A5", "?q=%20%7C%22%3C%5E%60%C3%BC", "#a%20b", "/100%25"})
    void sendsBrowsersWhereTheyWantedInWhatHeadersCarry(String rest) {
        signIn();
        String wanted = config.publicUrl() + "/self-service/errors" + rest;
        String typed = URLEncoder.encode(URLDecoder.decode(wanted, StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(Browser.location(browser.get(url("/self-service/login/browser?return_to=" + typed))))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "registration", "recovery", "verification"})
    void nobodySeesOrChangesTheFlowOfAnotherBrowser(String kind) {
        String id = begin(kind, "");
        String before = read(kind, id);
        Browser stranger = new Browser();
        stranger.get(url("/self-service/login/browser"));
        String token = json(stranger.get(url("/self-service/login/browser"), "Accept", "application/json"))
                .at("/ui/nodes")
                .findValuesAsText("value")
                .getFirst();

        for (Map<String, String> form : Map.<String, Map<String, String>>of(
                        "nothing", Map.of(),
                        "unknown method", Map.of("method", "nonsense"),
                        "own token", Map.of("method", "password", "csrf_token", token),
                        "own token for a code", Map.of("method", "code", "csrf_token", token, "email", "a@example.org"))
                .values()) {
            assertViolation(stranger.submit(submission(kind, id), form, "Accept", "application/json"));
        }
        assertViolation(stranger.submit(
                submission(kind, id), Map.of(), "Accept", "application/json", "Content-Type", "text/plain"));
        assertViolation(new Browser().get(submission(kind, id), "Accept", "application/json"));

        assertThat(read(kind, id)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "registration", "recovery", "verification"})
    void anAddressThatIsOpenedAloneChangesNothing(String kind) {
        String id = begin(kind, "");
        String before = read(kind, id);

        browser.get(submission(kind, id), "Accept", "application/json");
        browser.get(submission(kind, id));

        assertThat(read(kind, id)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "", "x", "%7B%7D", "..%2f"})
    void refusesAFlowThatIsNone(String id) {
        for (String kind : new String[] {"login", "registration", "recovery", "verification"}) {
            assertThat(browser.submit(submission(kind, id), Map.of(), "Accept", "application/json")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private static void assertViolation(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("security_csrf_violation").doesNotContain("\"ui\"");
    }

    private static String submission(String kind, String id) {
        return url("/self-service/" + kind + "?flow=" + id);
    }

    private String begin(String kind, String query) {
        String page = Browser.location(browser.get(url("/self-service/" + kind + "/browser" + query)));
        Matcher id = Pattern.compile("flow=([0-9a-f-]{36})").matcher(page);
        assertThat(id.find()).as(page).isTrue();
        return id.group(1);
    }

    private String read(String kind, String id) {
        return browser.get(url("/self-service/" + kind + "/flows?id=" + id), "Accept", "application/json")
                .body();
    }

    private void signIn() {
        ObjectNode made = Http.JSON.createObjectNode().put("schema_id", "person");
        made.putObject("traits").put("email", person.email());
        made.putObject("credentials").putObject("password").putObject("config").put("password", PASSWORD);
        Http.post(config.adminUrl() + "/admin/identities", made).expect(201);
        String id = begin("login", "");
        String token = json(read("login", id)).at("/ui/nodes").findValuesAsText("value").stream()
                .filter(value -> value.endsWith("="))
                .findFirst()
                .orElseThrow();
        browser.submit(
                submission("login", id),
                Map.of("method", "password", "identifier", person.email(), "password", PASSWORD, "csrf_token", token));
        assertThat(whoami()).isEqualTo(200);
    }

    private int whoami() {
        return browser.get(url("/sessions/whoami"), "Accept", "application/json")
                .statusCode();
    }

    private String recoveryLink() {
        ObjectNode order = Http.JSON.createObjectNode().put("identity_id", person.identity());
        return Http.post(config.adminUrl() + "/admin/recovery/link", order)
                .expect(200)
                .text("/recovery_link");
    }

    /** How many sessions the person has beside that of the registration. */
    private int sessions() {
        return Http.get(config.adminUrl() + "/admin/identities/" + person.identity() + "/sessions")
                        .body()
                        .size()
                - 1;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        try {
            return Http.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(String path) {
        return config.publicUrl() + path;
    }
}
