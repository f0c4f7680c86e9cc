package io.ostiary.session.whoami;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ostiary.config.Secret;
import io.ostiary.contract.browser.SessionCookie;
import io.ostiary.contract.json.Json;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.SessionService;
import io.ostiary.session.TestConfiguration;
import io.ostiary.session.assurance.AvailableAssurance;
import io.ostiary.session.session.PostgresSessions;
import io.ostiary.session.token.SessionToken;
import io.ostiary.session.token.TokenHash;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class WhoamiIT {

    private static final String HEADER = "X-Kratos-Authenticated-Identity-Id";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Inject
    AvailableAssurance available;

    @Inject
    SessionService service;

    @Inject
    SessionCookie cookies;

    @Inject
    PostgresInvalidations table;

    @Inject
    PostgresSessions sessions;

    @Inject
    CheckCaller check;

    @Inject
    Pool pool;

    @TestHTTPResource("/")
    URI address;

    @Test
    void recognisesEachCarrierOfASession() {
        // Given
        Sessions.Issued issued = service.login(SessionService.person());
        String token = issued.token().reveal();
        String identity = issued.session().identity().id().toString();
        String cookie = cookies.seal(issued.token());

        // Then
        for (Response answer : List.of(
                service.open().header("X-Session-Token", token).get("/sessions/whoami"),
                service.open().header("Authorization", "Bearer " + token).get("/sessions/whoami"),
                service.open().header("Authorization", "bearer " + token).get("/sessions/whoami"),
                service.open().cookie("ory_kratos_session", cookie).get("/sessions/whoami"),
                service.open()
                        .cookie("ory_kratos_session", "garbage")
                        .header("Authorization", "Bearer " + token)
                        .get("/sessions/whoami"),
                service.open()
                        .cookie("ory_kratos_session", cookie)
                        .accept("text/html")
                        .get("/sessions/whoami"))) {
            answer.then()
                    .statusCode(200)
                    .contentType("application/json")
                    .header(HEADER, identity)
                    .header("Cache-Control", "private, no-cache, no-store, must-revalidate")
                    .header("Ory-Session-Cache-For", "600")
                    .header("Set-Cookie", nullValue());
            assertThat(Json.read(answer.asString(), JsonNode.class)).isEqualTo(Json.tree(issued.session()));
        }
    }

    @Test
    void letsTheTokenHeaderDecide() {
        Secret valid = service.login(SessionService.person()).token();
        service.open()
                .header("X-Session-Token", "garbage")
                .cookie("ory_kratos_session", cookies.seal(valid))
                .get("/sessions/whoami")
                .then()
                .statusCode(401);
    }

    @Test
    void refusesEverythingElse() {
        String token = service.login(SessionService.person()).token().reveal();
        List<Response> answers = new ArrayList<>();
        answers.add(service.open().header("X-Session-Token", "garbage").get("/sessions/whoami"));
        answers.add(service.open().header("Authorization", "Bearer garbage").get("/sessions/whoami"));
        answers.add(service.open().header("Authorization", "Basic " + token).get("/sessions/whoami"));
        answers.add(service.open().header("X-Session-Cookie", token).get("/sessions/whoami"));
        answers.add(service.open().cookie("ory_kratos_session", token).get("/sessions/whoami"));
        answers.add(service.open()
                .header("X-Session-Token", SessionToken.generate().reveal())
                .get("/sessions/whoami"));
        for (Response answer : answers) {
            answer.then().statusCode(401).body("error.code", equalTo(401)).header(HEADER, nullValue());
        }
        service.open().get("/sessions/whoami").then().statusCode(401).header("Ory-Session-Cache-For", "60");
    }

    @Test
    void refusesAnUnknownTokenizerTemplate() {
        String token = service.login(SessionService.person()).token().reveal();
        service.open()
                .header("X-Session-Token", token)
                .get("/sessions/whoami?tokenize_as=nothing")
                .then()
                .statusCode(400);
        service.open()
                .header("X-Session-Token", token)
                .get("/sessions/whoami?tokenize_as=")
                .then()
                .statusCode(200);
    }

    @Test
    void answersEveryMethodAlike() {
        String token = service.login(SessionService.person()).token().reveal();
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            service.open()
                    .header("X-Session-Token", token)
                    .request(method, "/sessions/whoami")
                    .then()
                    .statusCode(200)
                    .body("devices", hasSize(1));
        }
        Response head = service.open().header("X-Session-Token", token).head("/sessions/whoami");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header(HEADER)).isNotEmpty();
        assertThat(head.asString()).isEmpty();
    }

    @Test
    void takesNoListenerThatTheGatewayDidNotProve() {
        Map<String, String> proved = EmbeddedKeys.throughGateway("session", "public", "127.0.0.1");

        given().redirects()
                .follow(false)
                .headers(proved)
                .get("/admin/sessions")
                .then()
                .statusCode(404);
        given().header("Ostiary-Listener", "admin")
                .get("/admin/sessions")
                .then()
                .statusCode(401);
        given().header("Ostiary-Listener", "admin")
                .header("Ostiary-Client-Address", "127.0.0.1")
                .header("Ostiary-Proof", proved.get("Ostiary-Proof"))
                .get("/admin/sessions")
                .then()
                .statusCode(401);
    }

    @Test
    void leavesTheConnectionUsableAfterABodyNobodyReads() throws Exception {
        // Given
        String token = service.login(SessionService.person()).token().reveal();
        String body = "x".repeat(100_000);
        String gateway = EmbeddedKeys.throughGateway("session", "public", "127.0.0.1").entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
        String post =
                "POST /sessions/whoami HTTP/1.1\r\nHost: a\r\n%sX-Session-Token: %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(gateway, token, body.length(), body);
        String get = "GET /sessions/whoami HTTP/1.1\r\nHost: a\r\n%sX-Session-Token: %s\r\nConnection: close\r\n\r\n"
                .formatted(gateway, token);

        // When
        String answers;
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write((post + get).getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            answers = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        // Then
        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }

    @Test
    void answersFromMemoryTheSecondTime() {
        // Given
        Sessions.Issued issued = service.login(SessionService.person());
        TokenHash hash = SessionToken.hash(issued.token());
        assertThat(service.whoami(issued.token())).isEqualTo(200);

        // Then
        assertThat(check.memory().find(hash)).isNotNull();
        service.sql(
                "UPDATE session SET active = false WHERE id = $1",
                issued.session().id());
        assertThat(service.whoami(issued.token()))
                .as("nobody told this replica")
                .isEqualTo(200);
    }

    @Test
    void tellsAnotherReplicaWithinTheBound() {
        // Given
        Replica other = new Replica();
        other.look();
        for (int round = 0; round < 5; round++) {
            Sessions.Issued issued = service.login(SessionService.person());
            TokenHash hash = SessionToken.hash(issued.token());
            other.read(hash);
            assertThat(other.answers(hash)).isTrue();

            // When
            service.revoke(new Sessions.Revoke(null, issued.token(), null, null));

            // Then
            assertThat(service.check(issued.token()))
                    .as("a strict check refuses at once")
                    .isNull();
            other.look();
            assertThat(other.answers(hash)).isFalse();
        }
    }

    @Test
    void hearsFromOthersByItself() {
        // Given
        Sessions.Issued issued = service.login(SessionService.person());
        assertThat(service.whoami(issued.token())).isEqualTo(200);
        long start = System.nanoTime();

        // When
        service.sql(
                "UPDATE session SET active = false WHERE id = $1",
                issued.session().id());
        service.sql(
                "INSERT INTO invalidation (session_id) VALUES ($1)",
                issued.session().id());

        // Then
        await().pollInterval(Duration.ofMillis(5)).atMost(LIMIT).until(() -> service.whoami(issued.token()) == 401);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void missesNothingOfTransactionsThatCommitOutOfOrder() {
        // Given
        Replica other = new Replica();
        other.look();
        Sessions.Issued slow = service.login(SessionService.person());
        Sessions.Issued quick = service.login(SessionService.person());
        other.read(SessionToken.hash(slow.token()));
        other.read(SessionToken.hash(quick.token()));
        SqlConnection connection = pool.getConnectionAndAwait();
        Transaction open = connection.beginAndAwait();
        end(connection, slow.session().id());

        // When
        service.revoke(new Sessions.Revoke(null, quick.token(), null, null));
        List<UUID> first = other.look();
        List<UUID> second = other.look();

        // Then
        assertThat(first)
                .contains(quick.session().id())
                .doesNotContain(slow.session().id());
        assertThat(second)
                .as("a row is applied once")
                .doesNotContain(quick.session().id());
        assertThat(other.answers(SessionToken.hash(slow.token()))).isTrue();

        // When
        open.commitAndAwait();
        connection.closeAndAwait();
        List<UUID> third = other.look();

        // Then
        assertThat(third).contains(slow.session().id());
        assertThat(other.answers(SessionToken.hash(slow.token()))).isFalse();
    }

    @Test
    void readsRowsOnceWhileATransactionStaysOpen() {
        // Given
        Replica other = new Replica();
        other.look();
        SqlConnection connection = pool.getConnectionAndAwait();
        Transaction open = connection.beginAndAwait();
        end(connection, UUID.randomUUID());
        invalidations(200);

        // When
        for (int look = 0; look < 10; look++) {
            other.look();
        }
        open.rollbackAndAwait();
        connection.closeAndAwait();

        // Then: the probe of the application writes a row now and then, too.
        assertThat(other.rowsRead()).isBetween(200.0, 300.0);
    }

    @Test
    void forgetsEverythingWhereMoreEndedThanALookReads() {
        // Given
        Replica other = new Replica();
        other.look();
        Sessions.Issued issued = service.login(SessionService.person());
        other.read(SessionToken.hash(issued.token()));
        invalidations(PostgresInvalidations.ROWS_AT_MOST + 1);

        // When
        other.look();

        // Then
        assertThat(other.memory.count()).isZero();

        // When
        other.read(SessionToken.hash(issued.token()));
        other.look();

        // Then
        assertThat(other.answers(SessionToken.hash(issued.token())))
                .as("it goes on from there")
                .isTrue();
    }

    private void invalidations(int count) {
        pool.query("INSERT INTO invalidation (session_id) SELECT gen_random_uuid() FROM generate_series(1, " + count
                        + ")")
                .executeAndAwait();
    }

    @Test
    void doesNotStoreAReadThatARevocationOvertook() {
        // Given
        Replica other = new Replica();
        other.look();
        Sessions.Issued issued = service.login(SessionService.person());
        TokenHash hash = SessionToken.hash(issued.token());
        WhoamiMemory.Ticket ticket = other.memory.begin(System.nanoTime());
        RememberedSession read = other.fromDatabase(hash);

        // When
        service.revoke(new Sessions.Revoke(null, issued.token(), null, null));
        other.look();

        // Then
        assertThat(other.memory.store(ticket, System.nanoTime(), hash, read)).isFalse();
    }

    @Test
    void asksTheDatabaseWhenItHasNotLookedForTooLong() {
        // Given
        Replica other = new Replica();
        Sessions.Issued issued = service.login(SessionService.person());
        other.look();
        other.read(SessionToken.hash(issued.token()));
        assertThat(other.answers(SessionToken.hash(issued.token()))).isTrue();

        // When
        other.nanos += Duration.ofSeconds(1).toNanos();

        // Then
        assertThat(other.answers(SessionToken.hash(issued.token()))).isFalse();
    }

    @Test
    void measuresItsOwnStaleness() {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(io.micrometer.core.instrument.Metrics.globalRegistry
                                .get("ostiary.whoami.staleness")
                                .timer()
                                .count())
                        .isPositive());
    }

    private static void end(SqlConnection connection, UUID session) {
        connection
                .query("UPDATE session SET active = false WHERE id = '" + session + "'")
                .executeAndAwait();
        connection
                .query("INSERT INTO invalidation (session_id) VALUES ('" + session + "')")
                .executeAndAwait();
    }

    /** A second replica over the same database, with a clock of its own. */
    private final class Replica {

        long nanos = System.nanoTime();
        final WhoamiMemory memory = new WhoamiMemory(1_000, 10_000_000);
        final Freshness freshness = new Freshness(Duration.ofSeconds(1));
        final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        final InvalidationWatch watch = new InvalidationWatch(table, memory, freshness, () -> nanos, metrics);

        double rowsRead() {
            return metrics.get("ostiary.whoami.look.rows").summary().totalAmount();
        }

        List<UUID> look() {
            return watch.look().await().atMost(LIMIT);
        }

        RememberedSession fromDatabase(TokenHash hash) {
            return RememberedSession.of(sessions.byToken(hash).await().atMost(LIMIT), available, null, Instant.now());
        }

        void read(TokenHash hash) {
            assertThat(memory.store(memory.begin(nanos), nanos, hash, fromDatabase(hash)))
                    .isTrue();
        }

        boolean answers(TokenHash hash) {
            return freshness.allowsMemory(nanos) && memory.find(hash) != null;
        }
    }
}
