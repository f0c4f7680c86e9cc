package io.ostiary.jsonnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A program with what it is given.
 *
 * @param text the program
 * @param externals what {@code std.extVar} finds
 * @param arguments of the program where it is a function
 */
public record Program(String text, Map<String, JsonNode> externals, Map<String, JsonNode> arguments) {

    /** A program that asks with {@code std.extVar}. */
    public static Program withExternals(String text, Map<String, JsonNode> externals) {
        return new Program(text, externals, Map.of());
    }

    /** A program {@code function(ctx) …}. */
    public static Program ofContext(String text, JsonNode context) {
        return new Program(text, Map.of(), Map.of("ctx", context));
    }
}
