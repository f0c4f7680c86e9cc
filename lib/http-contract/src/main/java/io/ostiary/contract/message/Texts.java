package io.ostiary.contract.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Looks up numbered texts in the catalogue and fills in their context. */
public final class Texts {

    private record Entry(String name, String type, String text) {}

    private static final Pattern KEY = Pattern.compile("\\{(\\w+)}");

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
        // One pass, so that a value that looks like a key stays as it is.
        return KEY.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        context.has(match.group(1)) ? words(context.get(match.group(1))) : match.group()));
    }

    /** A value in words: lists joined by commas, of a text its wording. */
    private static String words(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Texts::words)
                    .collect(Collectors.joining(", "));
        }
        if (value.isObject() && value.has("text")) {
            return value.get("text").asText();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static Map<Long, Entry> load() {
        try (InputStream in = Texts.class.getResourceAsStream("/texts/catalogue.json")) {
            Map<Long, Entry> out = new HashMap<>();
            for (JsonNode e : Json.MAPPER.readTree(in)) {
                out.put(
                        e.get("id").asLong(),
                        new Entry(
                                e.get("name").asText(),
                                e.get("type").asText(),
                                e.get("text").asText()));
            }
            return Map.copyOf(out);
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue of texts can't be read", e);
        }
    }
}
