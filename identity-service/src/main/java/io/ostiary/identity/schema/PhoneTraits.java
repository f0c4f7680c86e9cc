package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ostiary.identity.address.Identifiers;
import io.ostiary.identity.address.Via;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites phone numbers in traits as E.164, so that traits, identifiers and addresses say the
 * same.
 */
final class PhoneTraits extends SchemaVisit {

    private PhoneTraits(JsonNode schema) {
        super(schema);
    }

    /** Rewrites them in place; what is no valid number stays for the validation to refuse. */
    static void normalise(JsonNode schema, ObjectNode document) {
        new PhoneTraits(schema).walk(document);
    }

    @Override
    void see(JsonNode schema, JsonNode value, @Nullable JsonNode parent, @Nullable Object key, String path) {
        if (value.isTextual() && parent != null && isPhone(schema)) {
            Identifiers.phone(value.textValue()).ifPresent(number -> put(parent, key, number));
        }
    }

    private static boolean isPhone(JsonNode schema) {
        return ExtensionKeyword.of(schema)
                .filter(said -> said.code() == Via.SMS || said.verification() == Via.SMS || said.recovery() == Via.SMS)
                .isPresent();
    }

    private static void put(JsonNode parent, @Nullable Object key, String number) {
        if (parent instanceof ObjectNode object && key instanceof String name) {
            object.set(name, TextNode.valueOf(number));
        } else if (parent instanceof ArrayNode array && key instanceof Integer index) {
            array.set(index, TextNode.valueOf(number));
        }
    }

    @Override
    boolean holds(String pointer, JsonNode value) {
        return true;
    }
}
