package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ostiary.testkit.server.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of version 0.5 of the contract and of the current one, at ports of their own, over the same people. */
class BothGenerationsIT {

    private static final String PASSWORD = "korrekt-Pferd-91x";

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static String olderPublic;
    private static String olderAdmin;
    private static RunningStack stack;
    private static Mailbox mailbox;

    private final String email = "person." + UUID.randomUUID() + "@example.org";

    @BeforeAll
    static void start() throws IOException {
        config = StackConfig.in(folder).withLink();
        int publicPort = FreePorts.next();
        int adminPort = FreePorts.next();
        olderPublic = "http://127.0.0.1:" + publicPort;
        olderAdmin = "http://127.0.0.1:" + adminPort;
        Path file = config.write();
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "ostiary: {",
                                "ostiary: {limits: {fetches: {most: 20, window: 1h}}, serve: {v05: {ui_urls: {login: 'http://127.0.0.1:4456/login'},"
                                        + " public: {host: 127.0.0.1, port: %d}, admin: {host: 127.0.0.1, port: %d}}}, "
                                                .formatted(publicPort, adminPort)));
        mailbox = new Mailbox(config);
        stack = RunningStack.startFile(file, null);
    }

    @AfterAll
    static void stop() {
        stack.close();
        mailbox.close();
    }

    @Test
    void whoSignsUpInTheOlderContractSignsInByTheCurrentOne() {
        String id = registerOlder().text("/identity/id");

        Http.Answer signedIn = signIn();

        assertThat(signedIn.text("/session/identity/id")).isEqualTo(id);
        assertThat(emails(Http.get(olderAdmin + "/identities?per_page=500").expect(200)))
                .contains(email);
        assertThat(emails(Http.get(config.adminUrl() + "/admin/identities?page_size=500")
                        .expect(200)))
                .contains(email);
    }

    @Test
    void aSessionThatOneEndsIsRefusedByTheOther() {
        String older = registerOlder().text("/session_token");
        String current = signIn().text("/session_token");

        Http.delete(config.publicUrl() + "/self-service/logout/api", token(older))
                .expect(204);
        Http.delete(olderPublic + "/sessions", token(current)).expect(204);

        Awaitility.await("both sessions are refused")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    assertThat(whoami(olderPublic, older)).isEqualTo(401);
                    assertThat(whoami(config.publicUrl(), current)).isEqualTo(401);
                });
    }

    @Test
    void aLinkOfTheOlderContractWorksInABrowserOfTheCurrentOne() {
        String id = registerOlder().text("/identity/id");

        String link = awaitLink(email);
        HttpResponse<String> opened = browserThatBegan(config.publicUrl()).get(link);

        assertThat(link).startsWith(olderPublic + "/self-service/verification/methods/link?token=");
        assertThat(opened.statusCode()).isEqualTo(302);
        assertThat(isVerified(id)).isTrue();
    }

    @Test
    void aLinkOfTheCurrentContractWorksInABrowserOfTheOlderOne() {
        String id = Http.post(
                        config.adminUrl() + "/admin/identities",
                        Http.JSON
                                .createObjectNode()
                                .put("schema_id", "person")
                                .set("traits", Http.JSON.createObjectNode().put("email", email)))
                .expect(201)
                .text("/id");
        String action = Http.get(config.publicUrl() + "/self-service/verification/api")
                .expect(200)
                .text("/ui/action");
        Http.post(action, Http.JSON.createObjectNode().put("method", "link").put("email", email))
                .expect(200);

        String link = awaitLink(email);
        HttpResponse<String> opened = browserThatBegan(olderPublic).get(link);

        assertThat(link).startsWith(config.publicUrl() + "/self-service/verification?");
        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(isVerified(id)).isTrue();
    }

    /** Both paths are in the description of version 0.5, which itself answers 404 there. */
    @Test
    void givesWhoIsSignedInWhatTheOlderContractOnlyLists() {
        ObjectNode person = Http.JSON.createObjectNode().put("schema_id", "person");
        person.putObject("traits").put("email", email);
        ObjectNode credentials = person.putObject("credentials");
        credentials.putObject("password").putObject("config").put("password", PASSWORD);
        credentials
                .putObject("oidc")
                .putObject("config")
                .putArray("providers")
                .addObject()
                .put("provider", "acme")
                .put("subject", "42");
        Http.post(config.adminUrl() + "/admin/identities", person).expect(201);
        String token = signIn().text("/session_token");
        String flow = Http.get(olderPublic + "/self-service/settings/api", "X-Session-Token", token)
                .expect(200)
                .text("/id");
        String connections =
                olderPublic + "/self-service/browser/flows/registration/strategies/oidc/settings/connections";
        String settings = olderPublic + "/self-service/settings/browser/flows?id=" + flow;

        assertThat(Http.get(connections, "X-Session-Token", token).expect(200).body())
                .containsExactly(TextNode.valueOf("acme:42"));
        assertThat(Http.get(settings, "X-Session-Token", token).expect(200).text("/id"))
                .isEqualTo(flow);
        assertThat(Http.get(connections).status()).isEqualTo(404);
        assertThat(Http.get(settings).status()).isEqualTo(404);
    }

    @Test
    void aNetworkReadsNoFlowsWithoutEndUnlessTheyAreItsOwn() throws Exception {
        Browser owner = new Browser();
        HttpResponse<String> begun = owner.get(olderPublic + "/self-service/login/browser");
        String id = Browser.location(begun).replaceAll(".*flow=", "");
        String path = "/self-service/login/flows?id=" + id;
        int read = 0;
        // Twice as many as there may be, for the case that a window ends meanwhile.
        while (read <= 40 && getFrom("127.7.7.7", olderPublic + path).statusCode() == 200) {
            read++;
        }

        HttpResponse<String> refused = getFrom("127.7.7.8", olderPublic + path);

        assertThat(read).isBetween(20, 40);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After")).isPresent();
        String unknown = "/self-service/login/flows?id=" + UUID.randomUUID();
        assertThat(getFrom("127.7.7.8", olderPublic + unknown).statusCode()).isEqualTo(429);
        assertThat(getFrom("127.7.7.7", olderAdmin + path).statusCode()).isEqualTo(200);
        assertThat(getFrom("127.7.9.1", olderPublic + path).statusCode()).isEqualTo(200);
        for (int i = 0; i < 30; i++) {
            assertThat(owner.get(olderPublic + path).statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> getFrom(String address, String url) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aFlowIsSentToThePageOfItsOwnContract() {
        HttpResponse<String> older = new Browser().get(olderPublic + "/self-service/login/browser");
        HttpResponse<String> current = new Browser().get(config.publicUrl() + "/self-service/login/browser");

        assertThat(older.statusCode()).isEqualTo(302);
        assertThat(Browser.location(older)).startsWith("http://127.0.0.1:4456/login?flow=");
        assertThat(current.statusCode()).isEqualTo(303);
        assertThat(Browser.location(current)).startsWith("http://127.0.0.1:4455/login?flow=");
    }

    @Test
    void eitherAntiForgeryCookieIsEnough() {
        HttpResponse<String> begun = new Browser().get(olderPublic + "/self-service/login/browser");
        Map<String, String> cookies = cookies(begun);
        String flow = Browser.location(begun).replaceFirst(".*flow=", "");
        String csrf = csrf(flow);

        assertThat(cookies).hasSize(2).containsKey("csrf_token");
        cookies.forEach((name, value) -> {
            HttpResponse<String> refused = new Browser()
                    .submit(
                            olderPublic + "/self-service/login/methods/password?flow=" + flow,
                            Map.of("identifier", email, "password", "wrong-password", "csrf_token", csrf),
                            "Cookie",
                            name + "=" + value);
            assertThat(Browser.location(refused)).as(name).contains("/login?flow=");
        });
    }

    @Test
    void tellsClientsOfTheOlderContractThatItEnds() {
        HttpResponse<String> older = new Browser().get(olderPublic + "/self-service/login/api");
        HttpResponse<String> current = new Browser().get(config.publicUrl() + "/self-service/login/api");

        assertThat(older.headers().firstValue("Deprecation")).hasValue("@1620172800");
        assertThat(current.headers().firstValue("Deprecation")).isEmpty();
    }

    private static Browser browserThatBegan(String url) {
        Browser browser = new Browser();
        browser.get(url + "/self-service/login/browser");
        return browser;
    }

    private static boolean isVerified(String id) {
        return Http.get(config.adminUrl() + "/admin/identities/" + id)
                .expect(200)
                .body()
                .at("/verifiable_addresses/0/verified")
                .asBoolean();
    }

    private static Map<String, String> cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(line -> line.split(";")[0].split("=", 2))
                .collect(java.util.stream.Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static String csrf(String flow) {
        for (JsonNode field : Http.get(olderAdmin + "/self-service/login/flows?id=" + flow)
                .body()
                .at("/methods/password/config/fields")) {
            if (field.path("name").asText().equals("csrf_token")) {
                return field.path("value").asText();
            }
        }
        throw new AssertionError("the form has no token");
    }

    private Http.Answer registerOlder() {
        String action = Http.get(olderPublic + "/self-service/registration/api")
                .expect(200)
                .text("/methods/password/config/action");
        ObjectNode form =
                Http.JSON.createObjectNode().put("traits.email", email).put("password", PASSWORD);
        return Http.post(action, form).expect(200);
    }

    private Http.Answer signIn() {
        String action = Http.get(config.publicUrl() + "/self-service/login/api")
                .expect(200)
                .text("/ui/action");
        ObjectNode form = Http.JSON
                .createObjectNode()
                .put("method", "password")
                .put("identifier", email)
                .put("password", PASSWORD);
        return Http.post(action, form).expect(200);
    }

    private static ObjectNode token(String token) {
        return Http.JSON.createObjectNode().put("session_token", token);
    }

    private static int whoami(String url, String token) {
        return Http.get(url + "/sessions/whoami", "X-Session-Token", token).status();
    }

    private static java.util.List<String> emails(Http.Answer list) {
        return list.body().findValuesAsText("email");
    }

    private static String awaitLink(String address) {
        Awaitility.await("mail to " + address)
                .atMost(Duration.ofSeconds(40))
                .until(() -> !mailbox.to(address).isEmpty());
        String text = mailbox.to(address).getFirst().replace("=\r\n", "").replace("=3D", "=");
        Matcher link = Pattern.compile("http://127[^\\s\"<>]+").matcher(text);
        if (!link.find()) {
            throw new UncheckedIOException(new IOException("no link in: " + text));
        }
        return link.group();
    }
}
