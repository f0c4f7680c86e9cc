package io.ostiary.flow.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a flow's row, each in one place: its name, and how it is written and read.
 * {@code ui} and {@code context} are JSON text that no query looks into; a {@code ui} that shows secrets is sealed.
 */
final class PostgresFlowColumns {

    /** @param value what is written, in a type of the reactive client */
    private record PostgresColumn(String name, Function<Flow, @Nullable Object> value, BiConsumer<Flow, Row> read) {}

    private static final List<PostgresColumn> KEPT = List.of(
            column("id", f -> f.id, (f, r) -> f.id = r.getUUID("id")),
            column("kind", f -> f.kind.wire(), (f, r) -> f.kind = FlowKind.of(r.getString("kind"))),
            column("type", f -> f.type.wire(), (f, r) -> f.type = FlowType.of(r.getString("type"))),
            column("version", f -> f.version, (f, r) -> f.version = r.getLong("version")),
            text("requested_aal", f -> f.requestedAal, (f, v) -> f.requestedAal = v),
            column("request_url", f -> f.requestUrl, (f, r) -> f.requestUrl = r.getString("request_url")),
            time("issued_at", f -> f.issuedAt, (f, v) -> f.issuedAt = v),
            time("expires_at", f -> f.expiresAt, (f, v) -> f.expiresAt = v),
            time("created_at", f -> f.createdAt, (f, v) -> f.createdAt = v));

    private static final List<PostgresColumn> CHANGED = List.of(
            column("state", f -> f.state.wire(), (f, r) -> f.state = FlowState.of(r.getString("state"))),
            text("active", f -> f.active, (f, v) -> f.active = v),
            column("refresh", f -> f.refresh, (f, r) -> f.refresh = r.getBoolean("refresh")),
            column("identity_id", f -> f.identityId, (f, r) -> f.identityId = r.getUUID("identity_id")),
            text("return_to", f -> f.returnTo, (f, v) -> f.returnTo = v),
            text("csrf_token", f -> f.csrfToken, (f, v) -> f.csrfToken = v),
            time("updated_at", f -> f.updatedAt, (f, v) -> f.updatedAt = v),
            column("ui", Flow::storedUi, (f, r) -> f.setStoredUi(r.getString("ui"))),
            column(
                    "context",
                    f -> f.context.toString(),
                    (f, r) -> f.context = Json.read(r.getString("context"), ObjectNode.class)));

    /** How many parameters {@link #changed} gives. */
    static final int CHANGED_PARAMETERS = 2 + CHANGED.size();

    private static final List<PostgresColumn> ALL =
            Stream.concat(KEPT.stream(), CHANGED.stream()).toList();

    /** The names of all columns, separated by commas. */
    static final String NAMES = ALL.stream().map(PostgresColumn::name).collect(Collectors.joining(", "));

    /** A placeholder for each of them. */
    static final String PLACEHOLDERS =
            IntStream.rangeClosed(1, ALL.size()).mapToObj(n -> "$" + n).collect(Collectors.joining(", "));

    /** What an update sets. {@code $1} and {@code $2} are free for its condition, {@code $3} is the state. */
    static final String ASSIGNMENTS = IntStream.range(0, CHANGED.size())
            .mapToObj(i -> CHANGED.get(i).name() + " = $" + (i + 3))
            .collect(Collectors.joining(", "));

    /**
     * Characters that a flow's row may have. A form with many fields has some 20,000; what is much
     * larger was typed to fill the database, which writes the row anew with each submission.
     */
    static final int MOST_CHARACTERS = 256 * 1024;

    private PostgresFlowColumns() {}

    /**
     * The values of {@link #PLACEHOLDERS}.
     *
     * @throws ProblemException with {@link Problem.BadRequest} when the row would be too large
     */
    static List<@Nullable Object> all(Flow flow) {
        return values(new ArrayList<>(), ALL, flow);
    }

    /**
     * The flow's id, the version that it was read with, and the values of {@link #ASSIGNMENTS}.
     *
     * @throws ProblemException as {@link #all}
     */
    static List<@Nullable Object> changed(Flow flow) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(flow.id);
        values.add(flow.version);
        return values(values, CHANGED, flow);
    }

    /**
     * The flow of a row with all columns.
     *
     * @throws UnreadableFlow when the row has a word that this version doesn't know
     */
    static Flow read(Row row) {
        Flow flow = new Flow();
        ALL.forEach(column -> column.read().accept(flow, row));
        return flow;
    }

    private static List<@Nullable Object> values(List<@Nullable Object> into, List<PostgresColumn> columns, Flow flow) {
        columns.forEach(column -> into.add(column.value().apply(flow)));
        requireFits(into);
        return into;
    }

    private static void requireFits(List<@Nullable Object> values) {
        int characters = 0;
        for (Object value : values) {
            characters += value instanceof String text ? text.length() : 0;
        }
        if (characters > MOST_CHARACTERS) {
            throw new ProblemException(new Problem.BadRequest("What was sent is too large."));
        }
    }

    private static PostgresColumn column(
            String name, Function<Flow, @Nullable Object> value, BiConsumer<Flow, Row> read) {
        return new PostgresColumn(name, value, read);
    }

    private static PostgresColumn text(
            String name, Function<Flow, @Nullable Object> value, BiConsumer<Flow, @Nullable String> read) {
        return new PostgresColumn(name, value, (flow, row) -> read.accept(flow, row.getString(name)));
    }

    private static PostgresColumn time(String name, Function<Flow, Instant> value, BiConsumer<Flow, Instant> read) {
        return new PostgresColumn(
                name,
                flow -> value.apply(flow).atOffset(ZoneOffset.UTC),
                (flow, row) -> read.accept(flow, row.getOffsetDateTime(name).toInstant()));
    }
}
