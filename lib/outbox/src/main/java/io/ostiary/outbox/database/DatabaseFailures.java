package io.ostiary.outbox.database;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.problem.ProblemMapper;
import io.ostiary.contract.problem.ProblemResponses;
import io.quarkus.arc.Unremovable;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.HibernateException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Gives failures of the database their meaning: a lost connection, a full pool, a timeout or a lost
 * lock race is {@link Problem.Unavailable} (503 with Retry-After), because the same request may
 * succeed a moment later. Everything else is a bug, 500.
 */
@Singleton
@Unremovable
public class DatabaseFailures {

    private static final Logger LOG = Logger.getLogger(DatabaseFailures.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Pattern QUOTED = Pattern.compile("[\"«„]([^\"»“]+)[\"»“]");

    private final ProblemMapper problems;

    DatabaseFailures(ProblemMapper problems) {
        this.problems = problems;
    }

    /** The answer to a failure of the database that no use case expected. */
    @ServerExceptionMapper({
        DatabaseException.class,
        PersistenceException.class,
        HibernateException.class,
        VertxException.class,
        NoStackTraceThrowable.class,
        ConnectionPoolTooBusyException.class,
        IOException.class,
        TimeoutException.class,
        io.smallrye.mutiny.TimeoutException.class,
        CompositeException.class
    })
    public Response map(Throwable failure) {
        // A composite's cause is its first failure; the others are what failed while cleaning up
        // after it.
        if (failure.getCause() instanceof ProblemException known) {
            return problems.answer(known.problem());
        }
        if (isUnavailable(failure)) {
            LOG.debugf(failure, "the database is not available");
            return problems.answer(unavailable());
        }
        LOG.error("a request failed unexpectedly", failure);
        return ProblemMapper.response(ProblemResponses.unknown());
    }

    /**
     * The failure as the client is told: {@link Problem.Unavailable} if another try may succeed,
     * else the failure itself.
     */
    public static Throwable meaningOf(Throwable failure) {
        return !(failure instanceof ProblemException) && isUnavailable(failure)
                ? new ProblemException(unavailable())
                : failure;
    }

    /**
     * Whether the database could not be reached, was too busy, or gave up in favour of others:
     * worth another try.
     */
    public static boolean isUnavailable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseException database) {
                return isTransient(database.getSqlState());
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return isTransient(sql.getSQLState());
            }
            if (isConnectionTrouble(cause)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The name of the unique constraint or index that the failure says was violated; empty for
     * other failures.
     */
    public static Optional<String> violatedUnique(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState())) {
                return Optional.ofNullable(pg.getConstraint());
            }
            // Hibernate turns a failed query into the form of JDBC, which names the constraint only
            // in its text.
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                Matcher name = QUOTED.matcher(String.valueOf(sql.getMessage()));
                return Optional.of(name.find() ? name.group(1) : "");
            }
        }
        return Optional.empty();
    }

    private static Problem unavailable() {
        return new Problem.Unavailable("The database did not answer in time.", RETRY_AFTER);
    }

    /**
     * Classes of SQLSTATE: 08 connection, 40 rolled back in a race, 53 out of resources, 57 ended
     * by an operator or a time limit; 55P03 lock, 25P03 idle in a transaction for too long.
     */
    private static boolean isTransient(String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("40")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57")
                        || sqlState.equals("55P03")
                        || sqlState.equals("25P03"));
    }

    private static boolean isConnectionTrouble(Throwable failure) {
        return failure instanceof ClosedConnectionException
                || failure instanceof ConnectionPoolTooBusyException
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof io.smallrye.mutiny.TimeoutException
                || failure instanceof VertxException
                || failure instanceof NoStackTraceThrowable;
    }
}
