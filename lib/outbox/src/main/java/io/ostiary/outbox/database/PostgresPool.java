package io.ostiary.outbox.database;

import io.ostiary.call.CallConfig;
import io.ostiary.config.Configuration;
import io.quarkus.arc.DefaultBean;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Makes a service's pool: as many connections as {@code ostiary.database.<service>.pool_size} says,
 * and a bounded queue in front of it, so that a slow database gives refusals (503) instead of a
 * growing heap. The database keeps {@link TimeLimits#REQUESTS} for them.
 */
@Singleton
@DefaultBean
public class PostgresPool implements PgPoolCreator {

    private static final int WAITING_PER_CONNECTION = 100;
    private static final int CONNECTIONS = 6;
    private static final int LONGEST_STATEMENT = 16_384;

    /**
     * How PostgreSQL plans prepared statements: {@code force_generic_plan} for a service each of whose statements finds
     * its rows by one key, so that a plan made once is right for all values. Planning costs more than running them, and
     * PostgreSQL's own choice plans some of them anew each time.
     */
    private static final String PLANS = "postgres.plan-cache-mode";

    private final int size;
    private final Optional<String> plans;
    private final Config settings;

    PostgresPool(Configuration configuration, CallConfig call, Config settings) {
        this.settings = settings;
        this.plans = settings.getOptionalValue(PLANS, String.class);
        this.size = configuration
                .optionalInteger("ostiary.database." + call.self().wire() + ".pool_size")
                .orElse(CONNECTIONS);
    }

    @Override
    public Pool create(Input input) {
        PoolOptions options = input.poolOptions().setMaxSize(size).setMaxWaitQueueSize(size * WAITING_PER_CONNECTION);
        List<PgConnectOptions> servers = input.pgConnectOptionsList();
        for (PgConnectOptions server : servers) {
            TimeLimits.REQUESTS.on(DatabaseAddress.complete(server, settings));
            // Compiling a plan costs more than any of the suite's statements.
            server.addProperty("jit", "off");
            plans.ifPresent(mode -> server.addProperty("plan_cache_mode", mode));
            // The client leaves out statements of more than 2,048 characters: those whose plans
            // cost most.
            server.setPreparedStatementCacheSqlFilter(sql -> sql.length() < LONGEST_STATEMENT);
        }
        return PgBuilder.pool()
                .with(options)
                .connectingTo(new ArrayList<SqlConnectOptions>(servers))
                .using(input.vertx())
                .build();
    }
}
