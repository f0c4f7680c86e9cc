package io.ostiary.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that have an effect today, as prefixes from {@code supported-keys.txt}; {@code *} stands
 * for one segment. A key that is set and not among them gives one line of warning.
 */
final class SupportedKeys {

    private static final SupportedKeys SHIPPED = new SupportedKeys(read());

    private final List<String[]> prefixes;

    SupportedKeys(List<String> prefixes) {
        this.prefixes = prefixes.stream().map(each -> each.split("\\.")).toList();
    }

    static SupportedKeys shipped() {
        return SHIPPED;
    }

    /**
     * @param tree what was set by the file and the environment, without defaults
     * @return a line for each key that has no effect yet
     */
    List<String> warnings(JsonNode tree) {
        List<String> lines = new ArrayList<>();
        walk(tree, new ArrayList<>(), lines);
        return List.copyOf(lines);
    }

    private void walk(JsonNode place, List<String> path, List<String> lines) {
        if (!path.isEmpty() && isSupported(path)) {
            return;
        }
        if (place.isObject() && !place.isEmpty()) {
            place.fields()
                    .forEachRemaining(
                            each -> {
                                path.add(each.getKey());
                                walk(each.getValue(), path, lines);
                                path.removeLast();
                            });
        } else if (!path.isEmpty() && !isSwitchedOff(place)) {
            lines.add(String.join(".", path) + " is set, but has no effect in this version");
        }
    }

    /** What isn't built is off already. */
    private static boolean isSwitchedOff(JsonNode value) {
        return value.isBoolean() && !value.asBoolean();
    }

    private boolean isSupported(List<String> path) {
        return prefixes.stream().anyMatch(prefix -> covers(prefix, path));
    }

    private static boolean covers(String[] prefix, List<String> path) {
        if (prefix.length > path.size()) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (!prefix[i].equals("*") && !prefix[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> read() {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                SupportedKeys.class.getResourceAsStream("/supported-keys.txt"),
                                StandardCharsets.UTF_8))) {
            return in.lines()
                    .map(String::strip)
                    .filter(each -> !each.isEmpty() && !each.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
