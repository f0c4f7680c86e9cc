package io.ostiary.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboundClientTest {

    private static final OutboundRules ANYWHERE = new OutboundRules(false, List.of());
    private static final OutboundRules PUBLIC = new OutboundRules(true, List.of());
    private static final int LARGEST = 1024;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Handler<HttpServerRequest> service =
            request -> request.response().end(request.getHeader("Host"));
    private HttpServer server;
    private OutboundClient client;

    @BeforeEach
    void listen() {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    requests.incrementAndGet();
                    service.handle(request);
                })
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        client.close();
        await(vertx.close());
    }

    @Test
    void reachesAPrivateAddressWhereNothingIsSaid() {
        client = client(ANYWHERE, 10);

        assertThat(get("http://127.0.0.1:" + server.actualPort() + "/"))
                .isEqualTo(new Outcome.Answered(200, Buffer.buffer("127.0.0.1:" + server.actualPort())));
    }

    @Test
    void refusesPrivateAddressesInEverySpelling() {
        client = client(PUBLIC, 10);

        for (String host : List.of("127.0.0.1", "localhost", "[::1]", "2130706433", "127.1", "[::ffff:127.0.0.1]")) {
            Outcome outcome = get("http://" + host + ":" + server.actualPort() + "/");

            assertThat(outcome).as(host).isNotInstanceOf(Outcome.Answered.class);
        }
        assertThat(get("http://localhost:" + server.actualPort() + "/")).isEqualTo(new Outcome.Forbidden("localhost"));
        assertThat(requests).hasValue(0);
    }

    @Test
    void reachesAPrivateAddressThatIsExcepted() {
        String url = "http://127.0.0.1:" + server.actualPort() + "/allowed";
        client = client(new OutboundRules(true, List.of(Pattern.compile(Pattern.quote(url)))), 10);

        assertThat(get(url + "?a=b")).isInstanceOf(Outcome.Answered.class);
        assertThat(get(url + "/not")).isInstanceOf(Outcome.Forbidden.class);
    }

    @Test
    void connectsToTheAddressThatItJudgedWhenANameChangesItsAnswer() throws UnknownHostException {
        // Public when it is judged, this machine when it is asked again; the public one is never reached from here.
        Deque<InetAddress> answers =
                new ArrayDeque<>(List.of(InetAddress.getByName("203.1.113.77"), InetAddress.getByName("127.0.0.1")));
        AtomicInteger asked = new AtomicInteger();
        client = new OutboundClient(vertx, PUBLIC, bounds(Duration.ofMillis(300), 10), host -> {
            asked.incrementAndGet();
            return Uni.createFrom().item(answers.poll());
        });

        assertThat(get("http://rebinding.example:" + server.actualPort() + "/")).isInstanceOf(Outcome.Failed.class);
        assertThat(asked).hasValue(1);
        assertThat(get("http://rebinding.example:" + server.actualPort() + "/")).isInstanceOf(Outcome.Forbidden.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void keepsTheNameWhereTheAddressIsJudged() throws UnknownHostException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        client = new OutboundClient(
                vertx,
                ANYWHERE,
                bounds(Duration.ofSeconds(5), 10),
                host -> Uni.createFrom().item(here));

        assertThat(get("http://hooks.example:" + server.actualPort() + "/"))
                .isEqualTo(new Outcome.Answered(200, Buffer.buffer("hooks.example:" + server.actualPort())));
    }

    @Test
    void followsNoRedirect() {
        service = request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "http://169.254.169.254/")
                .end();
        client = client(ANYWHERE, 10);

        assertThat(get("http://127.0.0.1:" + server.actualPort() + "/"))
                .isEqualTo(new Outcome.Answered(302, Buffer.buffer()));
        assertThat(requests).hasValue(1);
    }

    @Test
    void stopsReadingAnAnswerThatIsTooLong() {
        service = request -> request.response().end(Buffer.buffer(new byte[LARGEST + 1]));
        client = client(ANYWHERE, 10);

        assertThat(get("http://127.0.0.1:" + server.actualPort() + "/")).isEqualTo(new Outcome.TooLong(200));
    }

    @Test
    void endsAtItsDeadlineAndLetsOthersThrough() {
        service = request -> {
            if (!request.path().equals("/slow")) {
                request.response().end();
            }
        };
        client = new OutboundClient(vertx, ANYWHERE, bounds(Duration.ofMillis(300), 1));
        CompletableFuture<Outcome> slow = start("/slow");

        assertThat(get("http://127.0.0.1:" + server.actualPort() + "/")).isEqualTo(new Outcome.Busy());
        assertThat(slow.join()).isInstanceOf(Outcome.Failed.class);
        assertThat(get("http://127.0.0.1:" + server.actualPort() + "/")).isInstanceOf(Outcome.Answered.class);
    }

    @Test
    void refusesOtherSchemes() {
        client = client(ANYWHERE, 10);

        for (String url : List.of("file:///etc/passwd", "gopher://127.0.0.1/", "//127.0.0.1/", "http:///", "")) {
            assertThat(get(url)).as(url).isInstanceOf(Outcome.Failed.class);
        }
    }

    private OutboundClient client(OutboundRules rules, int calls) {
        return new OutboundClient(vertx, rules, bounds(Duration.ofSeconds(5), calls));
    }

    private static OutboundBounds bounds(Duration deadline, int calls) {
        return new OutboundBounds(deadline, LARGEST, 4, calls);
    }

    private Outcome get(String url) {
        return client.send(url, new RequestOptions().setMethod(HttpMethod.GET), Buffer.buffer())
                .await()
                .indefinitely();
    }

    private CompletableFuture<Outcome> start(String path) {
        return client.send(
                        "http://127.0.0.1:" + server.actualPort() + path,
                        new RequestOptions().setMethod(HttpMethod.GET),
                        Buffer.buffer())
                .subscribeAsCompletionStage();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
