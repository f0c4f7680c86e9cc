package io.ostiary.outbox.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.outbox.OwnAddress;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKafka;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** By the statements of {@code cleanup/identity.sql} of the tests: first {@code held}, then {@code note}. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "sample"))
@QuarkusTestResource(EmbeddedKafka.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(OwnAddress.class)
class CleanupIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    Pool pool;

    @Inject
    Cleanup cleanup;

    @Inject
    MeterRegistry metrics;

    @Test
    void cleansByTheStatementsOfItsServiceInBatches() {
        // Given
        notes(250, "2 hours");
        notes(3, "50 minutes");

        // When
        cleanup.run().await().atMost(LIMIT);

        // Then
        assertThat(count("SELECT count(*) FROM note WHERE text = 'old'")).isEqualTo(3);
        execute("DELETE FROM note WHERE text = 'old'");
    }

    @Test
    void cleansTheOthersWhereOneFailsAndCountsTheFailure() {
        // Given
        notes(2, "2 hours");
        double before = failures("held");
        SqlConnection holder = pool.getConnection().await().atMost(LIMIT);
        Transaction transaction = holder.begin().await().atMost(LIMIT);
        holder.query("LOCK TABLE held IN ACCESS EXCLUSIVE MODE")
                .execute()
                .await()
                .atMost(LIMIT);

        // When
        try {
            assertThatThrownBy(() -> cleanup.run().await().atMost(LIMIT)).hasMessageContaining("lock timeout");
        } finally {
            transaction.rollback().chain(holder::close).await().atMost(LIMIT);
        }

        // Then
        assertThat(count("SELECT count(*) FROM note WHERE text = 'old'")).isZero();
        assertThat(failures("held")).isEqualTo(before + 1);
        assertThat(failures("note")).isZero();

        // When: it was let go.
        cleanup.run().await().atMost(LIMIT);

        // Then
        assertThat(failures("held")).isEqualTo(before + 1);
    }

    private double failures(String table) {
        return metrics.counter("ostiary.cleanup.failures", "table", table).count();
    }

    private void notes(int count, String age) {
        execute("INSERT INTO note (text, at) SELECT 'old', now() - interval '%s' FROM generate_series(1, %d)"
                .formatted(age, count));
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().atMost(LIMIT);
    }

    private long count(String sql) {
        return pool.query(sql).execute().await().atMost(LIMIT).iterator().next().getLong(0);
    }
}
