package io.ostiary.contract.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.util.function.Function;

/** Identities and sessions as the contract of version 0.5 shows them, made of what the current one shows. */
public final class OlderBodies {

    private OlderBodies() {}

    /**
     * A session with its identity.
     *
     * @param session as the current contract shows it
     * @param publicUrl of the public side, without a slash at its end
     */
    public static ObjectNode session(JsonNode session, String publicUrl) {
        ObjectNode out = Json.object();
        copy(session, out, "id", "active", "expires_at", "authenticated_at", "issued_at");
        if (session.path("identity").isObject()) {
            out.set("identity", identity(session.get("identity"), publicUrl));
        }
        return out;
    }

    /**
     * An identity with its addresses.
     *
     * @param identity as the current contract shows it
     * @param publicUrl of the public side, without a slash at its end
     */
    public static ObjectNode identity(JsonNode identity, String publicUrl) {
        ObjectNode out = brief(identity);
        out.put(
                "schema_url",
                publicUrl + "/schemas/" + identity.path("schema_id").asText());
        copyEach(identity, out, "verifiable_addresses", OlderBodies::verifiable);
        copyEach(identity, out, "recovery_addresses", OlderBodies::recovery);
        return out;
    }

    /** An identity as a settings form shows it: without addresses, and without the address of its schema. */
    public static ObjectNode brief(JsonNode identity) {
        ObjectNode out = Json.object();
        copy(identity, out, "id", "schema_id");
        out.put("schema_url", "");
        copy(identity, out, "traits");
        return out;
    }

    private static ObjectNode verifiable(JsonNode address) {
        ObjectNode out = Json.object();
        copy(address, out, "id", "value", "verified", "via");
        // The older contract never said that a letter is on its way.
        out.put("status", address.path("verified").asBoolean() ? "completed" : "pending");
        out.set("verified_at", address.get("verified_at"));
        return out;
    }

    private static ObjectNode recovery(JsonNode address) {
        ObjectNode out = Json.object();
        copy(address, out, "id", "value", "via");
        return out;
    }

    private static void copyEach(JsonNode from, ObjectNode to, String list, Function<JsonNode, ObjectNode> each) {
        if (!from.path(list).isEmpty()) {
            ArrayNode out = to.putArray(list);
            from.path(list).forEach(item -> out.add(each.apply(item)));
        }
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        for (String name : names) {
            if (from.has(name)) {
                to.set(name, from.get(name));
            }
        }
    }
}
