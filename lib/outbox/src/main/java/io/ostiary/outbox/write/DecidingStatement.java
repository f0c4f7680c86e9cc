package io.ostiary.outbox.write;

import io.ostiary.outbox.write.RowInsert.Row;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A decision that is one statement, and so needs no transaction of several: what it writes and what follows from it reach
 * PostgreSQL in one round trip instead of four. Run by {@link Outbox#decide}.
 *
 * <p>A statement is atomic as a transaction is, and where others write the same row it waits for them and looks at its
 * condition again.
 */
public final class DecidingStatement {

    /** Nothing is left to decide. */
    static final DecidingStatement DECIDED = new DecidingStatement("decided AS (SELECT 1)", 0);

    private static final int EFFECTS = RowSql.EFFECTS_AT_MOST + 1;
    private static final int MANY = 2 * EFFECTS;

    private final String clauses;
    private final int parameters;
    private final AtomicReferenceArray<@Nullable String> texts = new AtomicReferenceArray<>(MANY + 1);

    /**
     * @param clauses of a {@code WITH}, separated by commas; the last one is named {@code decided} and has one row when the
     *     decision stands, none when it doesn't
     * @param parameters how many it has, {@code $1} and on
     */
    public DecidingStatement(String clauses, int parameters) {
        this.clauses = clauses;
        this.parameters = parameters;
    }

    /** The text with such rows; the texts are few, and each is made once. */
    String with(List<Row> rows) {
        int shape = shape(rows);
        String text = texts.get(shape);
        if (text == null) {
            text = text(rows);
            texts.set(shape, text);
        }
        return text;
    }

    private static int shape(List<Row> rows) {
        int events = RowInsert.events(rows);
        return RowInsert.isFew(rows) ? events * EFFECTS + rows.size() - events : MANY;
    }

    private String text(List<Row> rows) {
        if (rows.isEmpty()) {
            return "WITH " + clauses + " SELECT * FROM decided";
        }
        int events = RowInsert.events(rows);
        return RowInsert.isFew(rows)
                ? RowSql.few(clauses, parameters + 1, events == 1, rows.size() - events)
                : RowSql.many(clauses, parameters + 1);
    }
}
