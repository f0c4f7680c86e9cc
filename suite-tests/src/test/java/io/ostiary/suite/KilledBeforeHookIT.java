package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** flow-service dies between the decision of a sign-up and the call of a web hook that nobody waits for. */
class KilledBeforeHookIT {

    private static final String BODY = "function(ctx) { id: ctx.identity.id, email: ctx.identity.traits.email }";

    /** What the receiver got: the header that tells repeats apart, and the body. */
    private record Call(String id, String body) {}

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
        String hook =
                "{hook: web_hook, config: {id: told, url: 'http://127.0.0.1:%d/', method: POST, body: 'base64://%s',"
                        .formatted(
                                receiver.getAddress().getPort(),
                                Base64.getEncoder().encodeToString(BODY.getBytes(StandardCharsets.UTF_8)));
        String before = "password: {hooks: [{hook: session}";
        assertThat(Files.readString(file)).contains(before);
        Files.writeString(
                file, Files.readString(file).replace(before, before + ", " + hook + " response: {ignore: true}}}"));
        stack = RunningStack.startFile(file, data);
    }

    @AfterAll
    static void stop() {
        stack.close();
        receiver.stop(0);
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            CALLS.add(new Call(exchange.getRequestHeaders().getFirst("webhook-id"), body));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Test
    void tellsOfEachSignUpOnce() {
        Person person = new Person(config);

        person.register();

        awaitCallOf(person);
        assertThat(callsOf(person))
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
            assertThat(callsOf(person)).isEmpty();
            RunningStack.signal("KILL", RunningStack.pidOf(data, "flow-service"));
            assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(503);
        }

        awaitCallOf(person);
        assertThat(callsOf(person).stream().map(Call::id).distinct()).hasSize(1);
        assertThat(person.whoami(person.logIn()).status()).isEqualTo(200);
    }

    private static void awaitCallOf(Person person) {
        Awaitility.await("the receiver is told of " + person.email())
                .atMost(Duration.ofSeconds(90))
                .until(() -> !callsOf(person).isEmpty());
    }

    private static List<Call> callsOf(Person person) {
        return CALLS.stream()
                .filter(each -> each.body().contains(person.email()))
                .toList();
    }
}
