package io.ostiary.courier.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the database answers within a second and is migrated to the version that this build needs. Nothing else counts. */
@Readiness
@ApplicationScoped
public class PostgresReadiness implements AsyncHealthCheck {

    /** The highest migration in {@code db/courier}. */
    static final String VERSION = "2";

    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final String MIGRATED =
            "SELECT EXISTS (SELECT FROM flyway_schema_history WHERE success AND version = $1)";

    private final Pool pool;

    PostgresReadiness(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.preparedQuery(MIGRATED)
                .execute(Tuple.of(VERSION))
                .map(PostgresReadiness::isTrue)
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .onFailure()
                .recoverWithItem(false)
                .map(ready -> HealthCheckResponse.named("database").status(ready).build());
    }

    private static boolean isTrue(RowSet<Row> rows) {
        return rows.iterator().next().getBoolean(0);
    }
}
