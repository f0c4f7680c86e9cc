package io.ostiary.outbox.database;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL on the connection of a Hibernate Reactive session, and so in its transaction.
 *
 * <p>Hibernate's own native queries cost several times as much: each is parsed for placeholders,
 * and a selecting one is planned anew each time and remembered under a key that never matches, so
 * that every lookup walks through two thousand of them (Hibernate Reactive 3.2, {@code
 * ReactiveResultSetMapping} has no {@code equals}).
 *
 * <p>Statements are PostgreSQL's: parameters are {@code $1}, {@code $2}, …, given in the types of
 * the reactive client ({@code byte[]} as {@link io.vertx.core.buffer.Buffer}). Entities that the
 * session holds are not flushed.
 */
public final class SessionSql {

    private SessionSql() {}

    /** The number of rows that the statement wrote. */
    public static Uni<Integer> update(Mutiny.Session session, String sql, @Nullable Object... parameters) {
        return uni(() -> connection(session).update(sql, parameters));
    }

    /**
     * The first column of the only row; null without a row.
     *
     * @param type what the reactive client makes of the column, such as {@code Long} of a {@code
     *     bigint}
     */
    public static <T> Uni<@Nullable T> single(
            Mutiny.Session session, Class<T> type, String sql, @Nullable Object... parameters) {
        return uni(() -> connection(session).select(sql, parameters))
                .map(rows -> rows.hasNext() ? type.cast(rows.next()[0]) : null);
    }

    private static <T> Uni<T> uni(Supplier<CompletionStage<T>> call) {
        return Uni.createFrom().completionStage(call);
    }

    private static ReactiveConnection connection(Mutiny.Session session) {
        return ((MutinySessionImpl) session).getReactiveConnection();
    }
}
