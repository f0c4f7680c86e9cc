package io.ostiary.courier.database;

import io.ostiary.config.Configuration;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.ArrayList;

/**
 * Makes the pool: as many connections as {@code ostiary.database.courier.pool_size} says, and a bounded queue in front of it, so
 * that a slow database gives refusals (503) instead of a growing heap.
 */
@Singleton
public class PostgresPool implements PgPoolCreator {

    private static final int WAITING_PER_CONNECTION = 100;

    private final int size;

    PostgresPool(Configuration configuration) {
        this.size = configuration.optionalInteger("ostiary.database.courier.pool_size").orElse(6);
    }

    @Override
    public Pool create(Input input) {
        PoolOptions options =
                input.poolOptions().setMaxSize(size).setMaxWaitQueueSize(size * WAITING_PER_CONNECTION);
        return PgBuilder.pool()
                .with(options)
                .connectingTo(new ArrayList<SqlConnectOptions>(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
