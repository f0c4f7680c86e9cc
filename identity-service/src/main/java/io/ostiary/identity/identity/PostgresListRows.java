package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.address.RecoveryAddress;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.address.Via;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts identities together from the rows of {@link IdentityStatements#LIST}: one row for each pair
 * of a verifiable and a recovery address, those of one identity next to each other.
 */
final class PostgresListRows {

    private static final int VERIFIABLE = 12;
    private static final int RECOVERY = 20;

    private final List<Identity> identities = new ArrayList<>();
    private final Map<UUID, VerifiableAddress> verifiable = new LinkedHashMap<>();
    private final Map<UUID, RecoveryAddress> recovery = new LinkedHashMap<>();
    private @Nullable Row first;

    private PostgresListRows() {}

    static List<Identity> read(Iterable<Row> rows) {
        PostgresListRows reading = new PostgresListRows();
        rows.forEach(reading::take);
        reading.finish();
        return reading.identities;
    }

    private void take(Row row) {
        if (first == null || !first.getUUID(0).equals(row.getUUID(0))) {
            finish();
            first = row;
        }
        if (row.getUUID(VERIFIABLE) != null) {
            verifiable.computeIfAbsent(row.getUUID(VERIFIABLE), id -> verifiable(id, row));
        }
        if (row.getUUID(RECOVERY) != null) {
            recovery.computeIfAbsent(row.getUUID(RECOVERY), id -> recovery(id, row));
        }
    }

    private void finish() {
        if (first != null) {
            identities.add(identity(first));
        }
        verifiable.clear();
        recovery.clear();
        first = null;
    }

    private Identity identity(Row row) {
        return new Identity(
                row.getUUID(0),
                row.getLong(1),
                row.getString(2),
                unread(row, 3),
                State.of(row.getString(4)),
                time(row, 5),
                json(row, 6),
                json(row, 7),
                row.getUUID(8),
                row.getString(9),
                List.of(),
                List.copyOf(verifiable.values()),
                List.copyOf(recovery.values()),
                time(row, 10),
                time(row, 11));
    }

    private static VerifiableAddress verifiable(UUID id, Row row) {
        return new VerifiableAddress(
                id,
                Via.of(row.getString(VERIFIABLE + 1)),
                row.getString(VERIFIABLE + 2),
                row.getBoolean(VERIFIABLE + 3),
                VerifiableAddress.Status.of(row.getString(VERIFIABLE + 4)),
                perhapsTime(row, VERIFIABLE + 5),
                time(row, VERIFIABLE + 6),
                time(row, VERIFIABLE + 7));
    }

    private static RecoveryAddress recovery(UUID id, Row row) {
        return new RecoveryAddress(
                id,
                Via.of(row.getString(RECOVERY + 1)),
                row.getString(RECOVERY + 2),
                time(row, RECOVERY + 3),
                time(row, RECOVERY + 4));
    }

    /** JSON that is only handed on, so that nothing is read and written again for each row. */
    private static JsonNode unread(Row row, int column) {
        return JsonNodeFactory.instance.rawValueNode(new RawValue(row.getString(column)));
    }

    private static @Nullable JsonNode json(Row row, int column) {
        String text = row.getString(column);
        return text == null ? null : Json.read(text, JsonNode.class);
    }

    private static Instant time(Row row, int column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static @Nullable Instant perhapsTime(Row row, int column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
