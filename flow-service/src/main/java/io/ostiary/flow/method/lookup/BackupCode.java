package io.ostiary.flow.method.lookup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One backup code.
 *
 * @param item as its credentials hold it
 */
record BackupCode(ObjectNode item) {

    private static final String CODE = "code";
    private static final String USED_AT = "used_at";

    /** What other systems write for no time at all lies before it. */
    private static final Instant FIRST = Instant.EPOCH;

    static BackupCode unused(String text) {
        return new BackupCode(Json.object().put(CODE, text));
    }

    String text() {
        return item.path(CODE).asText();
    }

    /** When it was used; empty: it wasn't. A time that can't be read counts as the earliest there is, so that the code is used. */
    Optional<Instant> usedAt() {
        String text = item.path(USED_AT).asText("");
        if (text.isEmpty() || item.path(USED_AT).isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(each -> !each.isBefore(FIRST));
        } catch (DateTimeException e) {
            return Optional.of(FIRST);
        }
    }

    boolean isUsed() {
        return usedAt().isPresent();
    }

    /** The same code, used, to the second. */
    BackupCode used(Instant now) {
        ObjectNode used = item.deepCopy();
        used.put(USED_AT, now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new BackupCode(used);
    }

    @Override
    public String toString() {
        return "BackupCode";
    }
}
