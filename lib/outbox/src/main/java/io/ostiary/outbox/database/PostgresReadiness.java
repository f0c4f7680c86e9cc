package io.ostiary.outbox.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the database answers within a second and is migrated to the version that this build
 * needs ({@code ostiary.migration}, the highest number in {@code db/<schema>}). Nothing else
 * counts.
 */
@Readiness
@ApplicationScoped
public class PostgresReadiness implements AsyncHealthCheck {

    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final String NAME = "migrated database";
    private static final String MIGRATED =
            "SELECT EXISTS (SELECT FROM flyway_schema_history WHERE success AND version = $1)";

    private final Pool pool;
    private final String version;

    PostgresReadiness(Pool pool, @ConfigProperty(name = "ostiary.migration", defaultValue = "1") String version) {
        this.pool = pool;
        this.version = version;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.preparedQuery(MIGRATED)
                .execute(Tuple.of(version))
                .map(PostgresReadiness::isTrue)
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .onFailure()
                .recoverWithItem(false)
                .map(PostgresReadiness::response);
    }

    private static HealthCheckResponse response(boolean ready) {
        return ready
                ? HealthCheckResponse.up(NAME)
                : HealthCheckResponse.named(NAME)
                        .down()
                        .withData("reason", "the database does not answer, or its schema is older than this version")
                        .build();
    }

    private static boolean isTrue(RowSet<Row> rows) {
        return rows.iterator().next().getBoolean(0);
    }
}
