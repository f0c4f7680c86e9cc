package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Claims in the form in which mappers get them (contract): the standard ones that say something, in their standard types,
 * and what the provider really said under {@code raw_claims}.
 */
final class Claims {

    private static final List<String> TEXTS = List.of(
            "iss",
            "sub",
            "oid",
            "name",
            "given_name",
            "family_name",
            "last_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "email",
            "gender",
            "birthdate",
            "zoneinfo",
            "phone_number",
            "hd",
            "team",
            "nonce",
            "acr");
    private static final List<String> TRUTHS = List.of("email_verified", "phone_number_verified", "nonce_supported");

    private final ObjectNode claims = Json.object();

    private Claims() {}

    /** The claims of an OpenID provider. */
    static Claims of(JsonNode said) {
        Claims all = said(said);
        all.claims.set("raw_claims", said.deepCopy());
        return all;
    }

    /** The same without what was really said, for vendors whose answers have a form of their own. */
    static Claims said(JsonNode said) {
        Claims all = new Claims();
        TEXTS.forEach(name -> all.put(name, said.path(name)));
        TRUTHS.forEach(name -> all.putTruth(name, truth(said.path(name))));
        all.put("locale", locale(said.path("locale")));
        all.putTime(said.path("updated_at"));
        if (said.path("amr").isArray() && !said.path("amr").isEmpty()) {
            all.claims.set("amr", said.path("amr").deepCopy());
        }
        return all;
    }

    /** Claims that a vendor's own answer gives. */
    static Claims from(String issuer, JsonNode subject) {
        return new Claims().put("iss", issuer).put("sub", subject);
    }

    /** Sets a claim; one that says nothing is left out. */
    Claims put(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            claims.put(name, value);
        }
        return this;
    }

    /** As above, of a value of whichever type. */
    Claims put(String name, JsonNode value) {
        return put(name, value.isValueNode() && !value.isNull() ? value.asText() : null);
    }

    Claims putTruth(String name, boolean value) {
        if (value) {
            claims.put(name, true);
        }
        return this;
    }

    /** Keeps what the provider really said beside the standard claims. */
    Claims raw(JsonNode said) {
        claims.set("raw_claims", said.deepCopy());
        return this;
    }

    /** Sets {@code updated_at}: seconds, or a time as text, as some vendors write it. */
    Claims putTime(JsonNode time) {
        if (time.isNumber()) {
            claims.put("updated_at", time.asLong());
        } else if (time.isTextual()) {
            try {
                claims.put("updated_at", OffsetDateTime.parse(time.asText()).toEpochSecond());
            } catch (DateTimeException e) {
                // It says nothing that could be read.
            }
        }
        return this;
    }

    ObjectNode done() {
        return claims;
    }

    /** Apple writes truth values as text. */
    private static boolean truth(JsonNode value) {
        return value.isTextual() ? value.asText().equalsIgnoreCase("true") : value.asBoolean(false);
    }

    /** LinkedIn writes an object. */
    private static String locale(JsonNode value) {
        return value.isObject()
                ? Stream.of("language", "country")
                        .map(part -> value.path(part).asText(""))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("-"))
                : value.asText("");
    }
}
