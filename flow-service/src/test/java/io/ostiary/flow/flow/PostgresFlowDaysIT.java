package io.ostiary.flow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.flow.Store;
import io.ostiary.flow.TestConfiguration;
import io.ostiary.flow.flow.PostgresFlowDays.Figures;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What alerts are told of the days. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "flow"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class PostgresFlowDaysIT {

    private static final String TODAY = "to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD')";

    @Inject
    Pool pool;

    @Inject
    Store store;

    @Inject
    MeterRegistry metrics;

    @Test
    void areShown() {
        await().untilAsserted(() -> {
            assertThat(gauge(PostgresFlowDays.AHEAD)).isEqualTo(7);
            assertThat(gauge(PostgresFlowDays.OUTSIDE)).isZero();
        });
    }

    @Test
    void tellHowManyDaysAreAheadAndWhichFlowsLieOutside() {
        Figures figures = undone(connection -> connection
                .query("DO $$ BEGIN EXECUTE 'DROP TABLE flow_' || " + TODAY + "; END $$")
                .execute()
                .chain(() -> connection
                        .query("DELETE FROM flow_day WHERE day > (now() AT TIME ZONE 'UTC')::date + 4")
                        .execute())
                .chain(() -> connection.query(flowOfVersion(7)).execute())
                .chain(() -> connection.query(flowOfVersion(4)).execute())
                .chain(() -> PostgresFlowDays.figures(connection, Instant.now())));

        assertThat(figures).isEqualTo(new Figures(4, 1));
    }

    /** What a transaction sees that is rolled back. */
    private <T> T undone(Function<SqlConnection, Uni<T>> work) {
        return store.get(() -> pool.getConnection()
                .chain(connection -> connection
                        .begin()
                        .chain(transaction -> work.apply(connection).call(transaction::rollback))
                        .eventually(connection::close)));
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    private static String flowOfVersion(int version) {
        return """
                INSERT INTO flow (id, kind, type, state, request_url, issued_at, expires_at, created_at, updated_at, ui, context)
                SELECT overlay(flow_id_floor(now())::text PLACING '%d' FROM 15)::uuid, 'login', 'api', 'choose_method', '',
                    now(), now() + interval '1 hour', now(), now(), '{}', '{}'
                """.formatted(version);
    }
}
