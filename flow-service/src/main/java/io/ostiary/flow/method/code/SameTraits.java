package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Whether two submissions have the same traits; what a form leaves out and what it sends empty are the same. */
final class SameTraits {

    private SameTraits() {}

    static boolean are(JsonNode one, JsonNode other) {
        if (!one.isObject() && !other.isObject()) {
            return text(one).equals(text(other));
        }
        Set<String> names = new HashSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names.stream().allMatch(name -> are(one.path(name), other.path(name)));
    }

    private static String text(JsonNode value) {
        return value.isArray() ? value.toString() : value.asText("");
    }
}
