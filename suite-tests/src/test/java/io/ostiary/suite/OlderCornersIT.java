package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What version 0.5 answers to every kind of client, where its own scenarios say nothing; compared with v0.5.4 itself. */
class OlderCornersIT {

    private static final String PASSWORD = "korrekt-Pferd-91x";
    private static final String UNKNOWN = "5ab1fd0e-7f0f-4c1b-9c3a-2a0c1b7e4d11";
    private static final String JSON = "application/json";

    @TempDir
    static Path folder;

    private static String base;
    private static RunningStack stack;

    private final String email = "person." + UUID.randomUUID() + "@example.org";
    private final Browser browser = new Browser();

    @BeforeAll
    static void start() throws IOException {
        StackConfig config = StackConfig.in(folder).withLink();
        base = config.publicUrl();
        Path file = config.write();
        String older = Files.readString(file).replace("ostiary: {", "ostiary: {compatibility: v0.5, ");
        stack = RunningStack.startFile(Files.writeString(file, older), null);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void theOutcomeOfALoginGoesByAcceptAlone() {
        register();
        JsonNode flow = begin("login");

        HttpResponse<String> page = browser.post(action("login", "password", flow), credentials(flow));

        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(Browser.location(page)).doesNotContain("error");
    }

    @Test
    void savedSettingsAreAPageOrTheSession() {
        register();
        signIn();
        JsonNode flow = begin("settings");
        String action = action("settings", "profile", flow);
        Map<String, String> change = Map.of("csrf_token", token(flow, "profile"), "traits.email", "new." + email);

        HttpResponse<String> script = browser.submit(action, change, "Accept", JSON);
        HttpResponse<String> page = browser.submit(action, change);

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(json(script).path("active").asBoolean()).isTrue();
        assertThat(json(script).at("/identity/traits/email").asText()).isEqualTo("new." + email);
        assertThat(page.statusCode()).isEqualTo(302);
    }

    @Test
    void settingsThatBringNothingAreRefusedWithoutTheirToken() {
        register();
        signIn();
        JsonNode flow = begin("settings");

        HttpResponse<String> forged =
                browser.submit(action("settings", "profile", flow), Map.of("csrf_token", "d3Jvbmc="));

        assertThat(Browser.location(forged)).contains("error=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recovery", "verification"})
    void whoProvesNothingIsNotToldThatAFlowIsMissing(String kind) {
        JsonNode flow = begin(kind);
        String nowhere = base + "/self-service/" + kind + "/methods/link?flow=" + UNKNOWN;

        HttpResponse<String> forged = browser.submit(nowhere, Map.of("email", email));
        HttpResponse<String> proved =
                browser.submit(nowhere, Map.of("email", email, "csrf_token", token(flow, "link")), "Accept", JSON);

        assertThat(forged.statusCode()).isEqualTo(400);
        assertThat(proved.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recovery", "verification"})
    void aLinkThatNamesNothingIsToldAsTheClientWantsIt(String kind) {
        String link = base + "/self-service/" + kind + "/methods/link";

        assertThat(browser.get(link, "Accept", JSON).statusCode()).isEqualTo(404);
        assertThat(Browser.location(browser.get(link))).contains("error=");
    }

    @Test
    void aLoginIsForcedWhenThatWasAskedForSignedInOrNot() {
        HttpResponse<String> begun = browser.get(base + "/self-service/login/browser?refresh=true");

        assertThat(read("login", begun).path("forced").asBoolean()).isTrue();
        assertThat(begin("login").path("forced").asBoolean(true)).isFalse();
    }

    @Test
    void anEmptyFormIsSaidToBeEmpty() {
        JsonNode flow = begin("registration");

        HttpResponse<String> sent = browser.submit(action("registration", "password", flow), Map.of());

        assertThat(Browser.location(sent)).contains("flow=" + flow.path("id").asText());
        assertThat(read("registration", sent)
                        .at("/methods/password/config/messages/0/id")
                        .asInt())
                .isEqualTo(4000001);
    }

    @ParameterizedTest
    @CsvSource({"'',4000001", ",4000002"})
    void aPasswordThatCameEmptyIsTooShortAndOneThatDidNotComeIsMissing(@Nullable String password, int message) {
        JsonNode flow = Http.get(base + "/self-service/login/api").expect(200).body();
        ObjectNode sent = Http.JSON.createObjectNode().put("identifier", email);
        if (password != null) {
            sent.put("password", password);
        }

        Http.Answer refused = Http.post(action("login", "password", flow), sent).expect(400);

        assertThat(refused.body().findValue("messages").isNull()).isTrue();
        assertThat(refused.body()
                        .at("/methods/password/config/fields/1/messages/0/id")
                        .asInt())
                .isEqualTo(message);
    }

    @Test
    void signingOutTakesTheCookieFromWhoSentOneAlone() {
        register();
        String logout = base + "/self-service/browser/flows/logout";

        assertThat(setsSession(browser.get(logout))).isFalse();
        signIn();
        assertThat(setsSession(browser.get(logout))).isTrue();
        assertThat(setsSession(new Browser().get(logout, "Cookie", "ory_kratos_session=ended")))
                .isTrue();
    }

    @Test
    void whoReadsSettingsWithoutASessionIsSentToSignIn() {
        String flow = base + "/self-service/settings/flows?id=" + UNKNOWN;

        assertThat(browser.get(flow).statusCode()).isEqualTo(302);
        assertThat(browser.get(flow, "Accept", JSON).statusCode()).isEqualTo(401);
    }

    @Test
    void aNativeAppReadsTheOutcomeOfAVerificationWhateverItAccepts() {
        String id =
                Http.get(base + "/self-service/verification/api").expect(200).text("/id");
        String action = base + "/self-service/verification/methods/link?flow=" + id;

        HttpResponse<String> sent =
                new Browser().post(action, Http.JSON.createObjectNode().put("email", email), "Accept", "*/*");

        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(json(sent).path("state").asText()).isEqualTo("sent_email");
    }

    private void register() {
        String id =
                Http.get(base + "/self-service/registration/api").expect(200).text("/id");
        Http.post(
                        base + "/self-service/registration/methods/password?flow=" + id,
                        Http.JSON.createObjectNode().put("traits.email", email).put("password", PASSWORD))
                .expect(200);
    }

    private void signIn() {
        JsonNode flow = begin("login");
        HttpResponse<String> signedIn =
                browser.post(action("login", "password", flow), credentials(flow), "Accept", JSON);
        assertThat(signedIn.statusCode()).isEqualTo(200);
    }

    private ObjectNode credentials(JsonNode flow) {
        return Http.JSON
                .createObjectNode()
                .put("identifier", email)
                .put("password", PASSWORD)
                .put("csrf_token", token(flow, "password"));
    }

    private JsonNode begin(String kind) {
        return read(kind, browser.get(base + "/self-service/" + kind + "/browser"));
    }

    /** The flow to whose page an answer leads. */
    private JsonNode read(String kind, HttpResponse<String> answer) {
        String page = Browser.location(answer);
        String id = page.substring(page.indexOf("flow=") + "flow=".length());
        return json(browser.get(base + "/self-service/" + kind + "/flows?id=" + id, "Accept", JSON));
    }

    private static String action(String kind, String method, JsonNode flow) {
        return base + "/self-service/" + kind + "/methods/" + method + "?flow="
                + flow.path("id").asText();
    }

    private static String token(JsonNode flow, String method) {
        for (JsonNode field : flow.path("methods").path(method).at("/config/fields")) {
            if (field.path("name").asText().equals("csrf_token")) {
                return field.path("value").asText();
            }
        }
        throw new AssertionError("no token in " + flow);
    }

    private static boolean setsSession(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .anyMatch(each -> each.startsWith("ory_kratos_session="));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return Http.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
