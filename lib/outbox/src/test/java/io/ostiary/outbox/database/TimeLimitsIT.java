package io.ostiary.outbox.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ostiary.outbox.OwnAddress;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKafka;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "sample"))
@QuarkusTestResource(EmbeddedKafka.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(OwnAddress.class)
class TimeLimitsIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    @Test
    void databaseKeepsThemForTheServicesPool() {
        assertThat(shown("statement_timeout")).isEqualTo("5s");
        assertThat(shown("lock_timeout")).isEqualTo("2s");
        assertThat(shown("idle_in_transaction_session_timeout")).isEqualTo("10s");
    }

    @Test
    void whoWaitsTooLongForALockMayTryAgain() {
        // Given
        SqlConnection holder = pool.getConnection().await().atMost(LIMIT);
        run(holder, "BEGIN");
        run(holder, "LOCK TABLE note");

        // When
        Throwable failure = catchThrowable(
                () -> pool.query("SELECT * FROM note").execute().await().atMost(LIMIT));
        run(holder, "ROLLBACK");
        holder.close().await().atMost(LIMIT);

        // Then
        assertThat(failure).hasMessageContaining("lock timeout");
        assertThat(DatabaseFailures.isUnavailable(failure)).isTrue();
    }

    @Test
    void aTransactionOfTheCleanupHasALimitOfItsOwn() {
        String limit = pool.withTransaction(connection -> connection
                        .query(TimeLimits.CLEANUP.forTransaction())
                        .execute()
                        .chain(() -> connection.query("SHOW statement_timeout").execute()))
                .await()
                .atMost(LIMIT)
                .iterator()
                .next()
                .getString(0);

        assertThat(limit).isEqualTo("30s");
        assertThat(shown("statement_timeout")).isEqualTo("5s");
    }

    private String shown(String setting) {
        return pool.query("SHOW " + setting)
                .execute()
                .await()
                .atMost(LIMIT)
                .iterator()
                .next()
                .getString(0);
    }

    private static void run(SqlConnection connection, String sql) {
        connection.query(sql).execute().await().atMost(LIMIT);
    }
}
