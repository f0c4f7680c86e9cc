package io.ostiary.session.whoami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class WhoamiMemoryIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Inject
    AvailableAssurance available;

    @Inject
    SessionService service;

    @Inject
    PostgresInvalidations table;

    @Inject
    PostgresSessions sessions;

    @Inject
    CheckCaller check;

    @Inject
    Pool pool;

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
