package io.ostiary.outbox.database;

import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;

/**
 * How long PostgreSQL itself lets a connection go on, by what the connection is for. A client that
 * gives up does not end what it asked for; these do, so that one stuck transaction can hold back
 * neither others nor the horizon of vacuum. What hits a limit fails as {@code 57014}, {@code 55P03}
 * or {@code 25P03}: another try may succeed.
 */
public enum TimeLimits {

    /** A service's pool: what people wait for. */
    REQUESTS(5, 2, 10),

    /** Removal of expired rows: batches of many rows, for which nobody waits. */
    CLEANUP(30, 2, 10),

    /** The outbox relay: its own deadline for a statement is as long. */
    RELAY(10, 5, 10),

    /** The look at what became invalid, ten times a second. */
    WATCH(3, 2, 3);

    private final Duration statement;
    private final Duration lock;
    private final Duration idleInTransaction;

    TimeLimits(int statementSeconds, int lockSeconds, int idleInTransactionSeconds) {
        this.statement = Duration.ofSeconds(statementSeconds);
        this.lock = Duration.ofSeconds(lockSeconds);
        this.idleInTransaction = Duration.ofSeconds(idleInTransactionSeconds);
    }

    /** Has the server keep them for every connection that is made with the options. */
    public PgConnectOptions on(PgConnectOptions options) {
        options.addProperty("statement_timeout", millis(statement));
        options.addProperty("lock_timeout", millis(lock));
        options.addProperty("idle_in_transaction_session_timeout", millis(idleInTransaction));
        return options;
    }

    /** The statement that gives the transaction it runs in this limit for each statement. */
    public String forTransaction() {
        return "SET LOCAL statement_timeout = " + millis(statement);
    }

    private static String millis(Duration limit) {
        return Long.toString(limit.toMillis());
    }
}
