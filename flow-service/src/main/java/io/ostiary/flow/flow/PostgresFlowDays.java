package io.ostiary.flow.flow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Tells operators how the partitions of days are doing (docs/adr/0017), which the cleanup makes and drops: an alert hangs on
 * both figures. Unknown (NaN) until the first look.
 */
@ApplicationScoped
class PostgresFlowDays {

    /** How many days after today have their partition. */
    static final String AHEAD = "ostiary.flow.days.ahead";

    /** How many flows since yesterday lie in the default partition, because their day had none; a thousand at most. */
    static final String OUTSIDE = "ostiary.flow.days.outside";

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /** By the index of the ids; those of version 0.1.0 tell no time, and are meant to lie there. */
    private static final String LOOK =
            "SELECT (SELECT count(*) FROM flow_day WHERE day > ($1::timestamptz AT TIME ZONE 'UTC')::date),"
                    + " (SELECT count(*) FROM (SELECT FROM flow_default"
                    + " WHERE id >= flow_id_floor($1::timestamptz - interval '1 day')"
                    + " AND id < flow_id_floor($1::timestamptz + interval '1 day')"
                    + " AND substr(id::text, 15, 1) = '7' LIMIT 1000) AS outside)";

    private final Pool pool;
    private final Clock clock;
    private volatile double ahead = Double.NaN;
    private volatile double outside = Double.NaN;

    PostgresFlowDays(Pool pool, Clock clock, MeterRegistry metrics) {
        this.pool = pool;
        this.clock = clock;
        Gauge.builder(AHEAD, this, days -> days.ahead)
                .description("Days after today whose flows have a partition")
                .strongReference(true)
                .register(metrics);
        Gauge.builder(OUTSIDE, this, days -> days.outside)
                .description("Flows since yesterday whose day has no partition, a thousand at most")
                .strongReference(true)
                .register(metrics);
    }

    void start(@Observes StartupEvent started, Vertx vertx) {
        vertx.setPeriodic(1, INTERVAL.toMillis(), timer -> look());
    }

    private void look() {
        // Readiness tells of a database that is away.
        figures(pool, clock.instant()).subscribe().with(this::show, failure -> {});
    }

    private void show(Figures figures) {
        ahead = figures.ahead();
        outside = figures.outside();
    }

    /** What a look finds; as {@link #AHEAD} and {@link #OUTSIDE}. */
    record Figures(long ahead, long outside) {}

    static Uni<Figures> figures(SqlClient client, Instant now) {
        return client.preparedQuery(LOOK)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Figures(row.getLong(0), row.getLong(1)));
    }
}
