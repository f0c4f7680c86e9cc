package io.ostiary.contract.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Looks up numbered texts in the catalogue and fills in their context. */
public final class Texts {

    private record Entry(String name, String type, String text) {}

    private static final Map<Long, Entry> CATALOGUE = load();

    private Texts() {}

    /**
     * A text without context.
     *
     * @throws IllegalArgumentException when the catalogue lacks the id
     */
    public static UiText of(long id) {
        return of(id, null);
    }

    /**
     * A text with context.
     *
     * @param context the values; {@code {key}} in the wording is replaced by them
     * @throws IllegalArgumentException when the catalogue lacks the id
     */
    public static UiText of(long id, ObjectNode context) {
        Entry entry = CATALOGUE.get(id);
        if (entry == null) {
            throw new IllegalArgumentException("no text has the id " + id);
        }
        return new UiText(id, fill(entry.text(), context), entry.type(), context);
    }

    /** A text whose context has one pair. */
    public static UiText of(long id, String key, Object value) {
        ObjectNode context = Json.object();
        context.set(key, Json.tree(value));
        return of(id, context);
    }

    /** A text whose context has two pairs. */
    public static UiText of(long id, String key, Object value, String key2, Object value2) {
        ObjectNode context = Json.object();
        context.set(key, Json.tree(value));
        context.set(key2, Json.tree(value2));
        return of(id, context);
    }

    private static String fill(String text, ObjectNode context) {
        if (context == null || text.indexOf('{') < 0) {
            return text;
        }
        String out = text;
        for (Map.Entry<String, JsonNode> value : context.properties()) {
            JsonNode v = value.getValue();
            out = out.replace("{" + value.getKey() + "}", v.isValueNode() ? v.asText() : v.toString());
        }
        return out;
    }

    private static Map<Long, Entry> load() {
        try (InputStream in = Texts.class.getResourceAsStream("/texts/catalogue.json")) {
            Map<Long, Entry> out = new HashMap<>();
            for (JsonNode e : Json.MAPPER.readTree(in)) {
                out.put(
                        e.get("id").asLong(),
                        new Entry(e.get("name").asText(), e.get("type").asText(), e.get("text").asText()));
            }
            return Map.copyOf(out);
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue of texts can't be read", e);
        }
    }
}
