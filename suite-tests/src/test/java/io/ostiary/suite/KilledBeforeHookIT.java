package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** flow-service dies between a decision and the call of a web hook that nobody waits for. */
class KilledBeforeHookIT {

    private static final String BODY = "function(ctx) { id: ctx.identity.id, traits: ctx.identity.traits }";

    /** What the receiver got: which hook it was, the header that tells repeats apart, and the body. */
    private record Call(String hook, String id, String body) {}

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final List<Call> CALLS = new CopyOnWriteArrayList<>();

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static Path data;
    private static HttpServer receiver;
    private static RunningStack stack;

    @BeforeAll
    static void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", KilledBeforeHookIT::take);
        receiver.start();
        config = StackConfig.in(folder.resolve("config"));
        data = folder.resolve("data");
        Path file = config.write();
        String signUp = "password: {hooks: [{hook: session}";
        String verification = "    verification: {enabled";
        String settings =
                "    settings: {after: {password: {hooks: [{hook: revoke_active_sessions}, %1$s]}, hooks: [%1$s]}}\n"
                        .formatted(hook("settings"));
        assertThat(Files.readString(file)).contains(signUp, verification);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("lookup_secret: {enabled: false}", "lookup_secret: {enabled: true}")
                        .replace(signUp, signUp + ", " + hook("signup"))
                        .replace(verification, settings + verification));
        stack = RunningStack.startFile(file, data);
    }

    @AfterAll
    static void stop() {
        stack.close();
        receiver.stop(0);
    }

    private static String hook(String id) {
        String config =
                "{id: %s, url: 'http://127.0.0.1:%d/%s', method: POST, body: 'base64://%s', response: {ignore: true}}";
        return "{hook: web_hook, config: %s}"
                .formatted(config.formatted(
                        id,
                        receiver.getAddress().getPort(),
                        id,
                        Base64.getEncoder().encodeToString(BODY.getBytes(StandardCharsets.UTF_8))));
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String hook = exchange.getRequestURI().getPath().substring(1);
            CALLS.add(new Call(hook, exchange.getRequestHeaders().getFirst("webhook-id"), body));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Test
    void tellsOfEachSignUpOnce() {
        Person person = new Person(config);

        person.register();

        awaitCallOf(person, "signup");
        assertThat(callsOf(person, "signup"))
                .singleElement()
                .satisfies(call -> assertThat(call.body()).contains(person.identity()));
    }

    @Test
    void tellsOfASignUpThatWasDecidedBeforeTheKill() throws Exception {
        Person person = new Person(config);
        String action = person.beginRegistration();

        try (HeldTable flows = HeldTable.hold(data, "flow.flow")) {
            var answer = CompletableFuture.supplyAsync(() -> person.submitRegistration(action));
            flows.awaitWriter();
            assertThat(callsOf(person, "signup")).isEmpty();
            RunningStack.signal("KILL", RunningStack.pidOf(data, "flow-service"));
            assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(503);
        }

        awaitCallOf(person, "signup");
        assertThat(callsOf(person, "signup").stream().map(Call::id).distinct()).hasSize(1);
        assertThat(person.whoami(person.logIn()).status()).isEqualTo(200);
    }

    /** Changes of each kind that identity-service knows: of traits, of the password, of other credentials. */
    @ParameterizedTest
    @ValueSource(strings = {"profile", "password", "lookup_secret"})
    void tellsOfAChangeThatWasWrittenBeforeTheKill(String method) throws Exception {
        Person person = new Person(config);
        person.register();
        String other = person.logIn();
        String token = person.logIn();
        Change change = Change.prepared(method, person, token);

        try (HeldTable flows = HeldTable.hold(data, "flow.flow")) {
            var answer = CompletableFuture.supplyAsync(change::submit);
            flows.awaitWriter();
            RunningStack.signal("KILL", RunningStack.pidOf(data, "flow-service"));
            assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(503);
        }

        awaitCallOf(person, "settings");
        assertThat(callsOf(person, "settings"))
                .allSatisfy(call -> assertThat(call.body()).contains(change.shows()));
        assertThat(callsOf(person, "settings").stream().map(Call::id).distinct())
                .hasSize(1);
        if (method.equals("password")) {
            Awaitility.await("other sessions end")
                    .atMost(LIMIT)
                    .until(() -> person.whoami(other).status() == 401);
            assertThat(person.whoami(token).status()).isEqualTo(200);
        }
    }

    /** What was kept by flow-service itself isn't kept again when identity-service's relay brings it. */
    @Test
    void tellsOnceOfAChangeWhoseEndWasWrittenBeforeTheKill() {
        Person person = new Person(config);
        person.register();
        Change change = Change.prepared("profile", person, person.logIn());

        change.submit().expect(200);
        RunningStack.signal("KILL", RunningStack.pidOf(data, "flow-service"));

        awaitCallOf(person, "settings");
        Awaitility.await("nothing is left to the relay")
                .atMost(LIMIT)
                .until(() -> HeldTable.rows(data, "identity.outbox WHERE type = 'settings.follow_up'") == 0);
        Awaitility.await("nothing is left to be called")
                .atMost(LIMIT)
                .until(() -> HeldTable.rows(data, "flow.web_hook_delivery WHERE state = 'due'") == 0);
        assertThat(callsOf(person, "settings").stream().map(Call::id).distinct())
                .hasSize(1);
    }

    private record Change(String action, String token, ObjectNode form, String shows) {

        static Change prepared(String method, Person person, String token) {
            Http.Answer flow = Http.get(config.publicUrl() + "/self-service/settings/api", "X-Session-Token", token)
                    .expect(200);
            ObjectNode form = Http.JSON.createObjectNode().put("method", method);
            Change change = new Change(flow.text("/ui/action"), token, form, person.email());
            return switch (method) {
                case "profile" -> {
                    form.putObject("traits").put("email", person.email()).put("name", "Another");
                    yield new Change(change.action, token, form, "Another");
                }
                case "password" -> {
                    form.put("password", UUID.randomUUID().toString());
                    yield change;
                }
                default -> {
                    form.put("lookup_secret_regenerate", true);
                    change.submit().expect(200);
                    form.remove("lookup_secret_regenerate");
                    form.put("lookup_secret_confirm", true);
                    yield change;
                }
            };
        }

        Http.Answer submit() {
            return Http.post(action, form, token);
        }
    }

    private static void awaitCallOf(Person person, String hook) {
        Awaitility.await("the receiver is told of " + person.email())
                .atMost(LIMIT)
                .until(() -> !callsOf(person, hook).isEmpty());
    }

    private static List<Call> callsOf(Person person, String hook) {
        return CALLS.stream()
                .filter(each -> each.hook().equals(hook) && each.body().contains(person.email()))
                .toList();
    }
}
