package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ostiary.testkit.openid.OpenIdProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mappers and web hooks that never end, answer without measure or lead where nobody should go are refused in bounded time, and
 * others sign in meanwhile. A name that changes its answer is looked at in {@code OutboundClientTest}.
 */
class AbusedSignInIT {

    private static final int AT_ONCE = 8;

    /** Twice the deadlines of a program (2 s, after 10 s of waiting at most) and of a web hook. */
    private static final Duration LIMIT = Duration.ofSeconds(25);

    private static final Map<String, String> MAPPERS = Map.of(
            "endless", "local fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2); fib(60)",
            "huge", "[std.repeat('0123456789', 10000) for i in std.range(1, 1000)]");

    @TempDir
    static Path folder;

    private static final CountDownLatch END = new CountDownLatch(1);

    private static OpenIdProvider provider;
    private static HttpServer receiver;
    private static StackConfig config;
    private static RunningStack stack;

    @BeforeAll
    static void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/slow", exchange -> never());
        receiver.createContext("/elsewhere", AbusedSignInIT::leadElsewhere);
        receiver.start();
        provider = new OpenIdProvider();
        config = StackConfig.in(folder.resolve("config"))
                .withMethod("oidc: {enabled: true, config: {providers: " + providers() + "}}");
        Path file = config.write();
        Files.writeString(file, withAbuse(Files.readString(file)));
        stack = RunningStack.startFile(file, folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        END.countDown();
        stack.close();
        provider.close();
        receiver.stop(0);
    }

    /** The provider once with each mapper. */
    private static List<ObjectNode> providers() {
        return MAPPERS.entrySet().stream()
                .map(each -> provider.entry(each.getKey(), "generic")
                        .put("mapper_url", "base64://" + base64(each.getValue())))
                .toList();
    }

    /** Hooks before flows that nobody here needs. */
    private static String withAbuse(String yaml) {
        String all = yaml.replace(
                        "verification: {enabled: true,", "verification: {" + before("slow") + " enabled: true,")
                .replace("recovery: {enabled: true,", "recovery: {" + before("elsewhere") + " enabled: true,");
        assertThat(all).contains("/slow", "/elsewhere");
        return all.replace("ostiary: {hashing", "ostiary: {webhooks: {deadline: 2s}, hashing");
    }

    private static String before(String path) {
        return "before: {hooks: [{hook: web_hook, config: {url: 'http://127.0.0.1:%d/%s', method: POST, body: 'base64://%s'}}]},"
                .formatted(receiver.getAddress().getPort(), path, base64("function(ctx) {}"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void never() {
        try {
            END.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void leadElsewhere(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data/");
            exchange.sendResponseHeaders(302, -1);
        }
    }

    static Stream<Arguments> abuses() {
        return Stream.of(
                Arguments.of("a mapper that never ends", comesBackTo("endless"), 500, "did not end in time"),
                Arguments.of("a mapper that makes 100 MB", comesBackTo("huge"), 500, "it failed"),
                Arguments.of("a receiver that never answers", begins("verification"), 504, ""),
                Arguments.of("a receiver that leads to the metadata address", begins("recovery"), 502, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("abuses")
    void isRefusedWhileOthersSignIn(String what, Supplier<Http.Answer> abuse, int status, String reason)
            throws Exception {
        Person person = new Person(config);
        person.register();
        List<CompletableFuture<Http.Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                answers.add(CompletableFuture.supplyAsync(abuse, threads));
            }

            for (int i = 0; i < AT_ONCE; i++) {
                assertThat(person.whoami(person.logIn()).status()).isEqualTo(200);
            }

            for (CompletableFuture<Http.Answer> each : answers) {
                Http.Answer answer = each.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
                assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
                assertThat(answer.body().toString()).contains(reason);
            }
        }
        assertThat(abuse.get().status()).as("once more, by itself").isEqualTo(status);
    }

    /** Somebody comes back from the provider whose mapper that is. */
    private static Supplier<Http.Answer> comesBackTo(String id) {
        return () -> {
            PageVisit visit = new PageVisit(config);
            JsonNode flow = visit.begin("login", "");
            Http.Answer left = visit.submit(
                    "login",
                    flow,
                    Http.JSON.createObjectNode().put("method", "oidc").put("provider", id));
            String email = "visitor." + UUID.randomUUID() + "@example.org";
            String back = provider.callback(left.expect(422).text("/redirect_browser_to"), email);
            return visit.sent(visit.get(back));
        };
    }

    private static Supplier<Http.Answer> begins(String kind) {
        return () -> Http.get(config.publicUrl() + "/self-service/" + kind + "/api");
    }
}
