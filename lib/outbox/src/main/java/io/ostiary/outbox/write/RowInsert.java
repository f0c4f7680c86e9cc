package io.ostiary.outbox.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ostiary.contract.json.Json;
import io.ostiary.outbox.database.SessionSql;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Inserts rows into the outbox, in the transaction that decides. */
final class RowInsert {

    private static final String MANY = RowSql.many();
    private static final String[] WITH_EVENT = new String[RowSql.EFFECTS_AT_MOST + 1];
    private static final String[] EFFECTS_ONLY = new String[RowSql.EFFECTS_AT_MOST + 1];

    static {
        for (int effects = 0; effects <= RowSql.EFFECTS_AT_MOST; effects++) {
            WITH_EVENT[effects] = RowSql.few(true, effects);
            EFFECTS_ONLY[effects] = RowSql.few(false, effects);
        }
    }

    /**
     * A row to be.
     *
     * @param stream the topic, or the service that carries an effect out
     * @param effectKey null for an event
     */
    record Row(
            String id,
            String stream,
            String key,
            String type,
            String payload,
            String destination,
            @Nullable String effectKey,
            short bucket) {

        boolean isEvent() {
            return effectKey == null;
        }
    }

    private RowInsert() {}

    static Uni<Integer> run(Mutiny.Session session, List<Row> rows, double graceSeconds) {
        int events = events(rows);
        String sql = isFew(rows) ? (events == 0 ? EFFECTS_ONLY : WITH_EVENT)[rows.size() - events] : MANY;
        return SessionSql.update(session, sql, parameters(rows, graceSeconds).toArray());
    }

    /** Whether the form for few rows takes them. */
    static boolean isFew(List<Row> rows) {
        int events = events(rows);
        return events <= 1 && rows.size() - events <= RowSql.EFFECTS_AT_MOST;
    }

    static int events(List<Row> rows) {
        return (int) rows.stream().filter(Row::isEvent).count();
    }

    /** The parameters of the form that takes them. */
    static List<Object> parameters(List<Row> rows, double graceSeconds) {
        return isFew(rows) ? few(rows, graceSeconds) : List.of(many(rows), graceSeconds);
    }

    private static List<Object> few(List<Row> rows, double graceSeconds) {
        List<Object> parameters = new ArrayList<>();
        rows.stream().filter(Row::isEvent).forEach(event -> bind(parameters, event));
        for (Row row : rows) {
            if (row.effectKey() != null) {
                bind(parameters, row);
                parameters.add(row.effectKey());
                parameters.add(graceSeconds);
            }
        }
        return parameters;
    }

    private static void bind(List<Object> parameters, Row row) {
        parameters.add(row.id());
        parameters.add(row.stream());
        parameters.add(row.key());
        parameters.add(row.type());
        parameters.add(row.payload());
        parameters.add(row.destination());
        parameters.add(row.bucket());
    }

    private static String many(List<Row> rows) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        for (Row row : rows) {
            array.addObject()
                    .put("i", array.size())
                    .put("id", row.id())
                    .put("stream", row.stream())
                    .put("key", row.key())
                    .put("type", row.type())
                    .put("payload", row.payload())
                    .put("destination", row.destination())
                    .put("effect_key", row.effectKey())
                    .put("bucket", row.bucket());
        }
        return array.toString();
    }
}
