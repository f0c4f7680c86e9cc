package io.ostiary.suite;

import static io.ostiary.suite.ConsoleVisitor.fields;
import static io.ostiary.suite.ConsoleVisitor.form;
import static io.ostiary.suite.ConsoleVisitor.once;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do at the console of a running suite, and what they and others can't do there. */
class ConsoleIT {

    private static final String HEADER = "X-Operator";
    private static final Pattern PRINTED = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/enter\\?token=[\\w-]+");

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static RunningStack stack;
    private static String console;
    private static int port;

    /** Somebody who came by the printed address. */
    private static ConsoleVisitor developer;

    @BeforeAll
    static void start() throws IOException {
        config = StackConfig.in(folder);
        port = StackConfig.freePort();
        console = "http://127.0.0.1:" + port;
        String section =
                "ostiary: {console: {port: %d, operator_header: %s, operators: {change: [carla], look: [leo]}},";
        Path file = Files.writeString(
                folder.resolve("console.yml"),
                config.yaml().replace("ostiary: {", section.formatted(port, HEADER) + " "));
        config.write();
        stack = RunningStack.startFile(file, null);
        developer = new ConsoleVisitor(console);
        assertThat(developer.page(printedAddress()).selectFirst("h1").text()).isEqualTo("Overview");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void thePrintedAddressLetsSomebodyInOnce() throws IOException {
        var second = new ConsoleVisitor(console).get(printedAddress());
        Path next = stack.data().resolve("console/sign-in-change.url");

        assertThat(second.statusCode()).isEqualTo(401);
        assertThat(second.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(Files.getPosixFilePermissions(next)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(new ConsoleVisitor(console)
                        .get(Files.readString(next).strip())
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void strangersSeeNothing() {
        ConsoleVisitor stranger = new ConsoleVisitor(console);

        for (String path : List.of("/", "/identities", "/sessions", "/messages", "/deeds", "/identities.csv")) {
            var answer = stranger.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(Jsoup.parse(answer.body()).select("nav, table")).as(path).isEmpty();
        }
    }

    @Test
    void somebodyIsCreatedFoundAndChanged() {
        String address = address();
        Document created = developer.submit(
                form(developer.page("/identities/new"), "/new"),
                Map.of("traits/email", address, "traits/name", "Ada Lovelace"));
        String id = id(created);

        assertThat(created.selectFirst("h1").text()).isEqualTo(address);
        assertThat(created.select("#notice").text()).contains("was created");
        assertThat(developer.page("/identities?q=" + address).select("tbody a").eachAttr("href"))
                .contains("/identities/" + id);
        assertThat(developer.page("/identities?q=" + id).select("tbody tr")).hasSize(1);

        Document edit = developer.page("/identities/" + id + "/edit");
        Document wrong = developer.submit(form(edit, "/edit"), Map.of("traits/email", "nonsense"));
        assertThat(wrong.title()).startsWith("Error:");
        assertThat(wrong.select("#f-traits-email").attr("aria-invalid")).isEqualTo("true");
        assertThat(wrong.select("#f-traits-email").val()).isEqualTo("nonsense");
        assertThat(wrong.select("#f-traits-name").val()).isEqualTo("Ada Lovelace");

        developer.submit(form(wrong, "/edit"), Map.of("traits/email", address, "traits/name", "Ada King"));
        assertThat(identity(id).at("/traits/name").asText()).isEqualTo("Ada King");
        assertThat(developer.page("/deeds").select("tbody tr").eachText())
                .anyMatch(row -> row.contains("developer") && row.contains("changed the traits") && row.contains(id));
    }

    @Test
    void whoeverEditsAlongsideSomebodyElseSeesBoth() {
        String id = newIdentity();
        Element mine = form(developer.page("/identities/" + id + "/edit"), "/edit");
        developer.submit(form(developer.page("/identities/" + id + "/edit"), "/edit"), Map.of("traits/name", "Theirs"));

        Document both = developer.submit(mine, Map.of("traits/name", "Mine"));

        assertThat(identity(id).at("/traits/name").asText()).isEqualTo("Theirs");
        assertThat(both.select("#f-traits-name").val()).isEqualTo("Mine");
        assertThat(both.select("main pre").text()).contains("Theirs");
        developer.submit(form(both, "/edit"), Map.of());
        assertThat(identity(id).at("/traits/name").asText()).isEqualTo("Mine");
    }

    @Test
    void deactivatingCanBeUndone() {
        String id = newIdentity();
        Document off = developer.submit(form(developer.page("/identities/" + id), "/state"), Map.of());

        assertThat(identity(id).path("state").asText()).isEqualTo("inactive");
        Element undo = off.selectFirst("#notice form");
        assertThat(undo.text()).isEqualTo("Undo");
        developer.submit(undo, Map.of());
        assertThat(identity(id).path("state").asText()).isEqualTo("active");
    }

    @Test
    void deletingTakesTwoStepsAndTheIdentifier() {
        String id = newIdentity();
        String address = identity(id).at("/traits/email").asText();
        Element question = form(developer.page("/identities/" + id + "/delete"), "/delete");

        Document refused = developer.submit(question, Map.of("typed", "yes"));
        assertThat(refused.select("#notice").text()).contains("Nothing was deleted");
        assertThat(identity(id).path("id").asText()).isEqualTo(id);

        developer.submit(form(refused, "/delete"), Map.of("typed", address));
        assertThat(Http.get(config.adminUrl() + "/admin/identities/" + id).status())
                .isEqualTo(404);
    }

    @Test
    void sessionsEndOneByOneAndTogether() {
        Person person = new Person(config);
        person.register();
        String id = person.identity();
        person.logIn();
        person.logIn();
        long before = sessions(id);

        Document list = developer.page("/identities/" + id + "/sessions");
        developer.submit(form(list, "/end"), Map.of());
        assertThat(sessions(id)).isEqualTo(before - 1);

        Document question = developer.page("/identities/" + id + "/end-sessions");
        assertThat(question.select("main").text()).contains(before - 1 + " session");
        developer.submit(form(question, "/end-sessions"), Map.of());
        assertThat(sessions(id)).isZero();
    }

    @Test
    void manyAreDoneAtOnceWithAResultForEach() {
        String some = newIdentity();
        String other = newIdentity();
        String gone = "01a228ae-0000-7000-8000-000000000000";
        String path = "/identities/bulk?do=deactivate&id=" + some + "&id=" + other + "&id=" + gone;
        Element question = form(developer.page(path), "/bulk");
        assertThat(developer.send(question, Map.of("typed", "2")).statusCode()).isEqualTo(422);
        assertThat(identity(some).path("state").asText()).isEqualTo("active");
        Document result = developer.submit(form(developer.page(path), "/bulk"), Map.of("typed", "3"));

        assertThat(result.selectFirst("h1").text()).endsWith("2 of 3");
        assertThat(result.select("input[checked]").eachAttr("value")).containsExactly(gone);
        assertThat(Stream.of(some, other)
                        .map(each -> identity(each).path("state").asText()))
                .containsOnly("inactive");
    }

    @Test
    void formsFromElsewhereAreRefused() {
        String id = newIdentity();
        Element state = form(developer.page("/identities/" + id), "/state");
        List<Map.Entry<String, String>> fields = fields(state);
        Map<String, String> without = Map.of("state", "inactive");
        String foreign = once(form(carla().page("/identities/" + id), "/state"));
        Map<String, String> others = Map.of("state", "inactive", "once", foreign);
        String path = "/identities/" + id + "/state";

        assertThat(developer.post(path, fields, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(developer.post(path, fields, "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(developer.post(path, fields).statusCode()).isEqualTo(403);
        assertThat(developer
                        .post(path, without.entrySet(), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(403);
        assertThat(developer
                        .post(path, others.entrySet(), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(403);
        assertThat(identity(id).path("state").asText()).isEqualTo("active");
        assertThat(developer.send(state, Map.of()).statusCode()).isEqualTo(303);
    }

    @Test
    void aSecondClickDoesNothingMore() {
        String address = address();
        Element form = form(developer.page("/identities/new"), "/new");
        var first = developer.send(form, Map.of("traits/email", address));
        var second = developer.send(form, Map.of("traits/email", address));

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(Browser.location(second)).isEqualTo(Browser.location(first));
        Element code =
                form(developer.page(Browser.location(first).replaceFirst("\\?.*", "") + "/recovery"), "/recovery");
        String made = developer.send(code, Map.of("kind", "code")).body();
        assertThat(developer.send(code, Map.of("kind", "code")).body()).isEqualTo(made);
    }

    @Test
    void whoMayLookMayNotChange() throws IOException {
        String id = newIdentity();
        ConsoleVisitor byFile = new ConsoleVisitor(console);
        byFile.get(Files.readString(stack.data().resolve("console/sign-in-look.url"))
                .strip());
        String once = once(form(carla().page("/identities/" + id), "/state"));

        for (ConsoleVisitor looker : List.of(byFile, new ConsoleVisitor(console, HEADER, "leo"))) {
            for (String page : List.of("", "/credentials", "/sessions", "/messages", "/limits")) {
                Document shown = looker.page("/identities/" + id + page);
                assertThat(shown.selectFirst("h1").text()).contains("@");
                assertThat(shown.select("main form[method=post]")).as(page).isEmpty();
            }
            for (String page : List.of("/edit", "/delete", "/recovery", "/end-sessions")) {
                assertThat(looker.get("/identities/" + id + page).statusCode())
                        .as(page)
                        .isEqualTo(403);
            }
            var sent = looker.post(
                    "/identities/" + id + "/state",
                    Map.of("state", "inactive", "once", once).entrySet(),
                    "Sec-Fetch-Site",
                    "same-origin");
            assertThat(sent.statusCode()).isEqualTo(403);
        }
        assertThat(identity(id).path("state").asText()).isEqualTo("active");
    }

    @Test
    void theProxysWordCountsWhenItIsOneWord() throws IOException {
        assertThat(carla().page("/").select("footer").text()).contains("carla, may change");
        assertThat(new ConsoleVisitor(console, HEADER, "mallory")
                        .get("/identities")
                        .statusCode())
                .isEqualTo(403);
        assertThat(new ConsoleVisitor(console, HEADER, "leo, carla")
                        .get("/identities")
                        .statusCode())
                .isEqualTo(403);
        assertThat(raw("X-Operator: leo\r\nx-operator: carla\r\n")).startsWith("HTTP/1.1 403 ");
        assertThat(raw("X-Operator: carla\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whatWasTypedOutlivesTheSignIn() throws IOException {
        ConsoleVisitor typist = new ConsoleVisitor(console);
        Path address = stack.data().resolve("console/sign-in-change.url");
        typist.get(Files.readString(address).strip());
        String email = address();
        Element form = form(typist.page("/identities/new"), "/new");
        typist.post("/leave", List.of(), "Sec-Fetch-Site", "same-origin");

        var out = typist.send(form, Map.of("traits/email", email, "traits/name", "Grace <b>Hopper"));
        assertThat(out.statusCode()).isEqualTo(401);
        Document back = typist.submit(
                form(Jsoup.parse(out.body()), "/enter"),
                Map.of("token", Files.readString(address).strip()));

        assertThat(back.select("#f-traits-email").val()).isEqualTo(email);
        assertThat(back.select("#f-traits-name").val()).isEqualTo("Grace <b>Hopper");
        assertThat(Http.get(config.adminUrl() + "/admin/identities?credentials_identifier=" + email)
                        .body())
                .isEmpty();
        Document created = typist.submit(form(back, "/new"), Map.of());
        assertThat(identity(id(created)).at("/traits/name").asText()).isEqualTo("Grace <b>Hopper");
    }

    @Test
    void noPageHoldsASecret() {
        Person person = new Person(config);
        person.register();
        String id = person.identity();
        String token = person.logIn();
        String hash = Http.get(config.adminUrl() + "/admin/identities/" + id + "?include_credential=password")
                .text("/credentials/password/config/hashed_password");
        JsonNode message = awaitMessage(person.email());
        assertThat(hash).startsWith("$2");
        String letter = "/messages/" + message.path("id").asText();

        for (String page : Stream.concat(
                        Stream.of(
                                        "",
                                        "/edit",
                                        "/credentials",
                                        "/sessions",
                                        "/messages",
                                        "/limits",
                                        "/recovery",
                                        "/data.json")
                                .map(each -> "/identities/" + id + each),
                        Stream.of("/", "/identities", "/sessions", "/messages", "/deeds", "/schemas", letter))
                .toList()) {
            var answer = developer.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.body())
                    .as(page)
                    .doesNotContain(hash, token, token.substring(8), "hashed_password")
                    .doesNotContain(code(message));
        }
        Document content = developer.submit(form(developer.page(letter), letter), Map.of());
        assertThat(content.select("main pre").text()).contains(code(message));
        assertThat(developer.page("/deeds").text()).contains("read the content of a message");
    }

    private static ConsoleVisitor carla() {
        return new ConsoleVisitor(console, HEADER, "carla");
    }

    private static String printedAddress() {
        Matcher printed = PRINTED.matcher(stack.output());
        assertThat(printed.find()).as(stack.output()).isTrue();
        return printed.group();
    }

    private static String raw(String headers) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            String request = "GET /identities HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(13), StandardCharsets.US_ASCII);
        }
    }

    private static String address() {
        return "p" + UUID.randomUUID() + "@example.org";
    }

    private static String newIdentity() {
        var body = Http.JSON.createObjectNode().put("schema_id", "person");
        body.putObject("traits").put("email", address());
        return Http.post(config.adminUrl() + "/admin/identities", body)
                .expect(201)
                .text("/id");
    }

    private static JsonNode identity(String id) {
        return Http.get(config.adminUrl() + "/admin/identities/" + id)
                .expect(200)
                .body();
    }

    private static long sessions(String id) {
        return Http.get(config.adminUrl() + "/admin/identities/" + id + "/sessions?active=true")
                .expect(200)
                .body()
                .size();
    }

    /** The letter that registration sends; no mail server is there, so it stays in the queue. */
    private static JsonNode awaitMessage(String recipient) {
        String url = config.adminUrl() + "/admin/courier/messages?page_size=1&recipient=" + recipient;
        return Awaitility.await("a message to " + recipient)
                .atMost(Duration.ofSeconds(40))
                .until(() -> Http.get(url).expect(200).body().path(0), each -> !each.isMissingNode());
    }

    /** The code in a letter. */
    private static String code(JsonNode message) {
        Matcher code = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)")
                .matcher(message.path("body").asText());
        assertThat(code.find()).isTrue();
        return code.group();
    }

    private static String id(Document page) {
        return page.selectFirst("p.id code").text();
    }
}
