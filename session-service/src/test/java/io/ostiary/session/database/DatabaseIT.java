package io.ostiary.session.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.internal.event.EventPlace;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.CleanupRun;
import io.ostiary.session.SessionService;
import io.ostiary.session.TestConfiguration;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class DatabaseIT {

    private static final String SCANS =
            "SELECT coalesce(sum(seq_scan), 0)::bigint FROM pg_stat_user_tables WHERE relname IN"
                    + " ('session', 'session_device', 'identity_snapshot', 'invalidation', 'outbox_published')";

    /** How long a connection may keep its statistics to itself. */
    private static final Duration STATISTICS = Duration.ofMillis(1_500);

    @Inject
    SessionService service;

    @Inject
    CleanupRun cleanup;

    @ConfigProperty(name = "ostiary.migration")
    String needed;

    @Test
    void hasAnIndexForEveryQuery() {
        // Given
        assertThat(service.count(
                        "SELECT count(*) FROM pg_settings WHERE name = 'enable_seqscan' AND" + " setting = 'off'"))
                .isEqualTo(1);
        await().pollDelay(STATISTICS).until(() -> true);
        long before = service.count(SCANS);

        // When
        IdentitySnapshot person = SessionService.person();
        Sessions.Issued mine = service.login(person);
        Sessions.Issued other = service.login(person);
        service.issue(UUID.randomUUID(), person, "totp", "aal2", mine.token());
        service.whoami(mine.token());
        service.check(mine.token());
        String id = other.session().id().toString();
        String token = mine.token().reveal();
        service.open().header("X-Session-Token", token).get("/sessions").then().statusCode(200);
        service.open()
                .header("X-Session-Token", token)
                .delete("/sessions/" + id)
                .then()
                .statusCode(204);
        for (String path : List.of(
                "/admin/sessions",
                "/admin/sessions?active=true&expand=devices",
                "/admin/sessions?active=false&expand=identity",
                "/admin/sessions/" + id,
                "/admin/identities/" + person.id() + "/sessions")) {
            service.admin().get(path).then().statusCode(200);
        }
        service.admin().patch("/admin/sessions/" + id + "/extend").then().statusCode(200);
        service.admin().delete("/admin/sessions/" + id).then().statusCode(204);
        service.admin()
                .contentType("application/json")
                .body(Map.of("action", "disable", "sessions", List.of(id)))
                .post("/admin/sessions")
                .then()
                .statusCode(200);
        service.revoke(new Sessions.Revoke(null, mine.token(), null, null));
        service.internal()
                .queryParam("identity", person.id())
                .queryParam("before", EventPlace.END.token())
                .queryParam("limit", 2)
                .get("/internal/events")
                .then()
                .statusCode(200);
        service.effect("identity.snapshot", Json.tree(Map.of("deleted", true, "id", person.id(), "version", 2)));
        cleanup.run();

        // Then
        await().pollDelay(STATISTICS).until(() -> true);
        assertThat(service.count(SCANS)).isEqualTo(before);
    }

    @Test
    void answers503AndNever500WhileConnectionsAreCut() throws Exception {
        // Given
        IdentitySnapshot person = SessionService.person();
        Sessions.Issued issued = service.login(person);
        String issue = Json.text(Sessions.Issue.keeping(
                UUID.randomUUID(), person, List.of(AuthenticationMethodBody.of("password", "aal1", null)), null, null));
        Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
        AtomicBoolean done = new AtomicBoolean();

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            threads.submit(() ->
                    repeat(done, statuses, () -> service.internal().body(issue).post("/internal/sessions")));
            threads.submit(() -> repeat(done, statuses, () -> service.admin().get("/admin/sessions?expand=identity")));
            threads.submit(() -> repeat(
                    done,
                    statuses,
                    () -> service.admin()
                            .patch("/admin/sessions/" + issued.session().id() + "/extend")));
            threads.submit(() -> repeat(
                    done,
                    statuses,
                    () -> service.open()
                            .header("X-Session-Token", issued.token().reveal())
                            .get("/sessions/whoami")));
            for (int i = 0; i < 40; i++) {
                cutConnections();
                TimeUnit.MILLISECONDS.sleep(50);
            }
            done.set(true);
        }

        // Then
        assertThat(statuses.keySet()).isSubsetOf(200, 503).contains(200, 503);
        await().atMost(Duration.ofSeconds(10)).until(() -> service.whoami(issued.token()) == 200);
    }

    private static void repeat(AtomicBoolean done, Map<Integer, Integer> statuses, Supplier<Response> request) {
        while (!done.get()) {
            Response response = request.get();
            statuses.merge(response.statusCode(), 1, Integer::sum);
            if (response.statusCode() == 503) {
                assertThat(response.header("Retry-After")).isEqualTo("1");
            }
        }
    }

    private void cutConnections() {
        try {
            service.sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE usename = current_user AND pid <> pg_backend_pid() AND $1",
                    true);
        } catch (RuntimeException e) {
            // Its own connection was among those cut before.
        }
    }

    @Test
    void isReadyOnceMigratedToWhatTheBuildNeeds() throws Exception {
        // Then
        int next = Integer.parseInt(needed) + 1;
        try (var files = java.nio.file.Files.list(java.nio.file.Path.of(
                        getClass().getResource("/db/session/V1__outbox.sql").toURI())
                .getParent())) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("V" + needed + "__"))
                    .noneMatch(name -> name.startsWith("V" + next + "__"));
        }
    }
}
