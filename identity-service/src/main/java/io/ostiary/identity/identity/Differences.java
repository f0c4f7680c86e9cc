package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.credentials.CredentialsSeal;
import io.ostiary.identity.credentials.CredentialsType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an update of an identity writes, as JSON for {@link IdentityStatements#UPDATE}. Pure. */
final class Differences {

    private Differences() {}

    /**
     * The identity as it is to be, and beside it what is gone, what is new and what is different.
     */
    static ObjectNode between(Identity before, Identity after, CredentialsSeal seal) {
        ObjectNode out = (ObjectNode) Json.tree(after);
        ObjectNode old = (ObjectNode) Json.tree(before);
        out.set("goneTypes", gone(old.get("credentials"), out.get("credentials"), "type"));
        out.set(
                "setTypes",
                stored(after.id(), changed(old.get("credentials"), out.get("credentials"), "type"), old, seal));
        ArrayNode was = identifiers(before);
        ArrayNode is = identifiers(after);
        out.set("goneIdentifiers", without(was, is));
        out.set("newIdentifiers", without(is, was));
        out.remove("credentials");
        for (String each : List.of("verifiableAddresses", "recoveryAddresses")) {
            out.set("gone" + each, gone(old.get(each), out.get(each), "id"));
            out.set("set" + each, changed(old.get(each), out.get(each), "id"));
        }
        return out;
    }

    /** As they are stored: sealed, and with the time of the row that they replace. */
    private static ArrayNode stored(UUID owner, ArrayNode credentials, JsonNode old, CredentialsSeal seal) {
        for (JsonNode each : credentials) {
            JsonNode before = find(old.get("credentials"), "type", each.get("type"));
            CredentialsType type = CredentialsType.of(each.get("type").asText());
            ((ObjectNode) each)
                    .put(
                            "seenAt",
                            before == null ? null : before.get("updatedAt").asText())
                    .set("config", seal.seal(owner, type, each.get("config")));
        }
        return credentials;
    }

    private static ArrayNode identifiers(Identity identity) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        identity.credentials()
                .forEach(each -> each.identifiers()
                        .forEach(identifier -> all.add(
                                Json.object().put("type", each.type().wire()).put("identifier", identifier))));
        return all;
    }

    private static ArrayNode without(ArrayNode from, ArrayNode those) {
        ArrayNode left = Json.MAPPER.createArrayNode();
        for (JsonNode each : from) {
            boolean there = false;
            for (JsonNode that : those) {
                there |= that.equals(each);
            }
            if (!there) {
                left.add(each);
            }
        }
        return left;
    }

    private static ArrayNode gone(JsonNode before, JsonNode after, String key) {
        ArrayNode keys = Json.MAPPER.createArrayNode();
        for (JsonNode each : before) {
            if (find(after, key, each.get(key)) == null) {
                keys.add(each.get(key));
            }
        }
        return keys;
    }

    private static ArrayNode changed(JsonNode before, JsonNode after, String key) {
        ArrayNode set = Json.MAPPER.createArrayNode();
        for (JsonNode each : after) {
            if (!each.equals(find(before, key, each.get(key)))) {
                set.add(each);
            }
        }
        return set;
    }

    private static @Nullable JsonNode find(JsonNode list, String key, JsonNode value) {
        for (JsonNode each : list) {
            if (each.get(key).equals(value)) {
                return each;
            }
        }
        return null;
    }
}
