package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a mapper made of claims.
 *
 * @param metadataPublic null: it says nothing of it
 * @param metadataAdmin null: it says nothing of it
 * @param verified addresses that the provider has verified
 */
record Mapped(
        ObjectNode traits,
        @Nullable JsonNode metadataPublic,
        @Nullable JsonNode metadataAdmin,
        List<CodeAddress> verified) {

    /**
     * Reads a mapper's output.
     *
     * @throws IllegalArgumentException with a reason for the operator
     */
    static Mapped of(JsonNode output) {
        JsonNode identity = output.path("identity");
        if (!(identity.path("traits") instanceof ObjectNode traits)) {
            throw new IllegalArgumentException("identity.traits is no object");
        }
        return new Mapped(
                traits, object(identity, "metadata_public"), object(identity, "metadata_admin"), verified(identity));
    }

    private static @Nullable JsonNode object(JsonNode identity, String name) {
        JsonNode value = identity.path(name);
        if (!value.isMissingNode() && !value.isObject()) {
            throw new IllegalArgumentException("identity." + name + " is no object");
        }
        return value.isObject() ? value : null;
    }

    private static List<CodeAddress> verified(JsonNode identity) {
        JsonNode all = identity.path("verified_addresses");
        if (!all.isMissingNode() && !all.isArray()) {
            throw new IllegalArgumentException("identity.verified_addresses is no list");
        }
        List<CodeAddress> addresses = new ArrayList<>();
        for (JsonNode each : all) {
            String via = each.path("via").asText("");
            String value = each.path("value").asText("");
            if (!via.equals("email") && !via.equals("sms")) {
                throw new IllegalArgumentException("identity.verified_addresses has one without via email or sms");
            }
            addresses.add(
                    new CodeAddress(via, via.equals("email") ? value.strip().toLowerCase(Locale.ROOT) : value));
        }
        return addresses;
    }

    /** What is written beside the traits. */
    Draft draft() {
        return new Draft(metadataPublic, metadataAdmin, null, null, verified);
    }

    /** The traits with what somebody typed over them; an empty field says nothing. */
    ObjectNode traitsUnder(JsonNode typed) {
        return merged(traits, typed);
    }

    /** One object over another. */
    static ObjectNode merged(JsonNode below, JsonNode above) {
        ObjectNode all = below.isObject() ? below.deepCopy() : Json.object();
        for (Map.Entry<String, JsonNode> each : above.properties()) {
            JsonNode value = each.getValue();
            if (value.isObject()) {
                all.set(each.getKey(), merged(all.path(each.getKey()), value));
            } else if (!saysNothing(value)) {
                all.set(each.getKey(), value);
            }
        }
        return all;
    }

    private static boolean saysNothing(JsonNode value) {
        return value.isNull()
                || value.isTextual() && value.asText().isEmpty()
                || value.isBoolean() && !value.asBoolean()
                || value.isArray() && value.isEmpty();
    }
}
