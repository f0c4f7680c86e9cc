package io.ostiary.outbox.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.util.List;

/**
 * What an event's data may show. Addresses stay out: an event outlives the identity that it is about. What is new in an
 * event shows only once it is named here.
 */
final class ShownData {

    private static final List<String> NAMES = List.of(
            "session_id",
            "aal",
            "methods",
            "expires_at",
            "reason",
            "state",
            "previous_state",
            "schema_id",
            "changed",
            "credentials_type",
            "change",
            "address_id",
            "via");

    private ShownData() {}

    static ObjectNode of(JsonNode data) {
        ObjectNode shown = Json.object();
        NAMES.stream().filter(data::has).forEach(name -> shown.set(name, data.get(name)));
        return shown;
    }
}
