package io.ostiary.outbox.write;

/**
 * The text of the statement that raises the sequences and inserts the rows. In all forms an event's position
 * is drawn after its counter's row is locked, and the lock is held until the commit: so the order
 * of positions of one key is the order of commits, and a rollback leaves no gap.
 *
 * <p>Most decisions have one event at most. For them there is a form of its own per number of rows:
 * the general one is planned and run in about twice the time (an event and an effect, prototype
 * over JDBC on a busy machine, wall time without the round trip: roughly 90 against 190 to 320 µs).
 *
 * <p>Each form can follow clauses of a {@link DecidingStatement}: then it inserts nothing unless {@code decided} has its row.
 */
final class RowSql {

    /** As many effects as the form for few rows takes. */
    static final int EFFECTS_AT_MOST = 8;

    private static final String COLUMNS =
            "INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, destination, effect_key, bucket,"
                    + " created_at, deliver_after) ";

    private static final String RAISE = "ON CONFLICT (stream, key) DO UPDATE SET"
            + " n = CASE WHEN s.epoch = excluded.epoch THEN s.n + excluded.n ELSE excluded.n END,"
            + " epoch = excluded.epoch";

    /** Clauses before the insert. Keys are locked in sorted order, so that two transactions with several keys do not wait for each other. */
    private static final String MANY_RAISED = """
            input AS MATERIALIZED (
                SELECT r.* FROM json_to_recordset(CAST(CAST($%1$d AS text) AS json)) AS r(
                    i int, id uuid, stream text, key text, type text, payload text,
                    destination text, effect_key text, bucket smallint)%3$s
            ), raised AS (
                INSERT INTO outbox_sequence AS s (stream, key, epoch, n)
                SELECT stream, key, (SELECT epoch FROM outbox_epoch), count(*)
                FROM input WHERE effect_key IS NULL GROUP BY stream, key ORDER BY stream, key
                %2$s RETURNING stream, key, epoch, n
            ), numbered AS (
                SELECT input.*, raised.epoch,
                    raised.n + 1 - row_number() OVER (PARTITION BY input.stream, input.key ORDER BY i DESC) AS n
                FROM input LEFT JOIN raised ON effect_key IS NULL
                    AND raised.stream = input.stream AND raised.key = input.key
            )""";

    private static final String MANY_INSERTED = COLUMNS + """
            SELECT id, stream, key, type,
                CASE WHEN effect_key IS NULL
                    THEN '{"sequence":"' || epoch || ':' || n || '",' || substr(payload, 2) ELSE payload END,
                destination, effect_key, bucket, clock_timestamp(), clock_timestamp() + make_interval(secs => $%d)
            FROM numbered ORDER BY i""";

    private RowSql() {}

    /**
     * The form for one event or none and some effects. Parameters: of each row, the event first, its id, stream, key, type,
     * payload, destination and bucket; of an effect also its key and the seconds of grace.
     */
    static String few(boolean event, int effects) {
        String raised = event ? "WITH " + raised(1, "") + " " : "";
        return raised + inserted(event, effects, 1, "");
    }

    /**
     * The same behind clauses.
     *
     * @param first number of the first parameter
     */
    static String few(String clauses, int first, boolean event, int effects) {
        String raised = event ? ", " + raised(first, ", decided") : "";
        return behind(clauses + raised, inserted(event, effects, first, " FROM decided"));
    }

    /** The form for any rows. Parameters: a JSON array of them, the seconds of grace. */
    static String many() {
        return "WITH " + MANY_RAISED.formatted(1, RAISE, "") + " " + MANY_INSERTED.formatted(2);
    }

    /** The same behind clauses. */
    static String many(String clauses, int first) {
        return behind(
                clauses + ", " + MANY_RAISED.formatted(first, RAISE, ", decided"), MANY_INSERTED.formatted(first + 1));
    }

    private static String behind(String clauses, String insert) {
        return "WITH " + clauses + ", written AS (" + insert + ") SELECT * FROM decided";
    }

    private static String raised(int first, String decided) {
        return ("raised AS (INSERT INTO outbox_sequence AS s (stream, key, epoch, n) SELECT CAST($%d AS text),"
                        + " CAST($%d AS text), epoch, 1 FROM outbox_epoch%s %s RETURNING epoch, n)")
                .formatted(first + 1, first + 2, decided, RAISE);
    }

    private static String inserted(boolean event, int effects, int first, String decided) {
        StringBuilder sql = new StringBuilder(COLUMNS);
        int next = first;
        if (event) {
            sql.append(
                    "SELECT CAST(CAST($%d AS text) AS uuid), CAST($%d AS text), CAST($%d AS text), CAST($%d AS text),"
                            .formatted(next, next + 1, next + 2, next + 3));
            sql.append((" '{\"sequence\":\"' || epoch || ':' || n || '\",' || substr(CAST($%d AS text), 2),"
                            + " CAST($%d AS text), CAST(NULL AS text), CAST($%d AS smallint),"
                            + " clock_timestamp(), clock_timestamp() FROM raised")
                    .formatted(next + 4, next + 5, next + 6));
            next += 7;
        }
        for (int effect = 0; effect < effects; effect++) {
            sql.append(next == first ? "" : " UNION ALL ")
                    .append(("SELECT CAST(CAST($%d AS text) AS uuid), CAST($%d AS text), CAST($%d AS text),"
                                    + " CAST($%d AS text), CAST($%d AS text), CAST($%d AS text),"
                                    + " CAST($%d AS text), CAST($%d AS smallint), clock_timestamp(),"
                                    + " clock_timestamp() + make_interval(secs => $%d)%s")
                            .formatted(
                                    next, next + 1, next + 2, next + 3, next + 4, next + 5, next + 7, next + 6,
                                    next + 8, decided));
            next += 9;
        }
        return sql.toString();
    }
}
