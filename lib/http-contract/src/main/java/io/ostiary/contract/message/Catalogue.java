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
import org.jspecify.annotations.Nullable;

/** The wording of the numbered texts; fills in their context. */
final class Catalogue {

    private record Entry(String type, String text) {}

    private static final Pattern KEY = Pattern.compile("\\{(\\w+)}");

    private static final Map<Long, Entry> ENTRIES = load();

    private Catalogue() {}

    /**
     * A text.
     *
     * @param context the values; {@code {key}} in the wording is replaced by them
     * @throws IllegalStateException when the catalogue lacks it
     */
    static UiText text(Text text, @Nullable ObjectNode context) {
        Entry entry = ENTRIES.get(text.id());
        if (entry == null) {
            throw new IllegalStateException("the catalogue lacks " + text);
        }
        return new UiText(text.id(), fill(entry.text(), context), entry.type(), context);
    }

    private static String fill(String text, @Nullable ObjectNode context) {
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
                    .map(Catalogue::words)
                    .collect(Collectors.joining(", "));
        }
        if (value.isObject() && value.has("text")) {
            return value.get("text").asText();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static Map<Long, Entry> load() {
        try (InputStream in = Catalogue.class.getResourceAsStream("/texts/catalogue.json")) {
            Map<Long, Entry> out = new HashMap<>();
            for (JsonNode e : Json.MAPPER.readTree(in)) {
                out.put(
                        e.get("id").asLong(),
                        new Entry(e.get("type").asText(), e.get("text").asText()));
            }
            return Map.copyOf(out);
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue of texts can't be read", e);
        }
    }
}
