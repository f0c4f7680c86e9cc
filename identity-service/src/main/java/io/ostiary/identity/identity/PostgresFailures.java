package io.ostiary.identity.identity;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.outbox.database.DatabaseFailures;
import io.vertx.sqlclient.DatabaseException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Says what failures of the database mean here: a value that is taken, or one that can't be stored.
 * A database that can't be used now has its meaning from {@link DatabaseFailures}; anything else is
 * a bug and stays as it is.
 */
final class PostgresFailures {

    private PostgresFailures() {}

    /** The failure that others are told of. */
    static Throwable translate(Throwable failure) {
        Optional<String> taken = DatabaseFailures.violatedUnique(failure);
        if (taken.isPresent()) {
            return new TakenException(taken.get());
        }
        return saysBadValue(failure)
                ? new ProblemException(new Problem.BadRequest("A value has a form or size that can't be stored."))
                : DatabaseFailures.meaningOf(failure);
    }

    /**
     * Classes of SQLSTATE: 22 data that doesn't fit its type, 54 larger than an index or row can
     * be.
     */
    private static boolean saysBadValue(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseException database) {
                return isBadValue(database.getSqlState());
            }
            if (cause instanceof SQLException sql) {
                return isBadValue(sql.getSQLState());
            }
        }
        return false;
    }

    private static boolean isBadValue(String sqlState) {
        return sqlState != null && (sqlState.startsWith("22") || sqlState.startsWith("54"));
    }
}
