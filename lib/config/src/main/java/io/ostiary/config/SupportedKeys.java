package io.ostiary.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that have an effect today, as rules from {@code supported-keys.txt}. A key that is set
 * and has none gives one line of warning.
 *
 * <p>A rule is a prefix of a path; {@code *} stands for one segment or an index. {@code =value} at
 * its end makes it one for that value only, {@code !} before it says that there is no effect. Of
 * the rules that fit a key the last one decides.
 */
final class SupportedKeys {

    private static final SupportedKeys SHIPPED = new SupportedKeys(read());

    private final List<Rule> rules;

    private record Rule(
            boolean hasEffect, String[] prefix, @Nullable String value) {

        static Rule parse(String line) {
            boolean hasEffect = !line.startsWith("!");
            String[] parts = line.substring(hasEffect ? 0 : 1).split("=", 2);
            return new Rule(hasEffect, parts[0].split("\\."), parts.length > 1 ? parts[1] : null);
        }

        boolean fits(List<String> path, JsonNode value) {
            boolean fitsValue =
                    this.value == null || value.isValueNode() && value.asText().equals(this.value);
            return fitsValue && covers(path);
        }

        private boolean covers(List<String> path) {
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
    }

    SupportedKeys(List<String> rules) {
        this.rules = rules.stream().map(Rule::parse).toList();
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

    /** Whether a key has an effect, whatever its value; a {@code *} in the path stands for any. */
    boolean hasEffect(String path) {
        Rule rule = decide(List.of(path.split("\\.")), null);
        return rule != null && rule.hasEffect();
    }

    private void walk(JsonNode place, List<String> path, List<String> lines) {
        if (place.isObject() && !place.isEmpty()) {
            place.fields().forEachRemaining(each -> {
                path.add(each.getKey());
                walk(each.getValue(), path, lines);
                path.removeLast();
            });
            return;
        }
        if (path.isEmpty() || isSwitchedOff(place)) {
            return;
        }
        Rule rule = decide(path, place);
        if (rule == null || !rule.hasEffect()) {
            lines.add(line(String.join(".", path), rule, place));
        } else if (place.isArray()) {
            for (int i = 0; i < place.size(); i++) {
                path.add(Integer.toString(i));
                walk(place.get(i), path, lines);
                path.removeLast();
            }
        }
    }

    /** What isn't built is off already. */
    private static boolean isSwitchedOff(JsonNode value) {
        return value.isBoolean() && !value.asBoolean();
    }

    /**
     * The rule that decides.
     *
     * @param value what is set, or null: rules for single values don't count
     */
    private @Nullable Rule decide(List<String> path, @Nullable JsonNode value) {
        return rules.stream()
                .filter(rule -> value == null ? rule.value() == null && rule.covers(path) : rule.fits(path, value))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private static String line(String path, @Nullable Rule rule, JsonNode value) {
        return rule != null && rule.value() != null
                ? path + " is " + value.asText() + ", which has no effect in this version"
                : path + " is set, but has no effect in this version";
    }

    private static List<String> read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                SupportedKeys.class.getResourceAsStream("/supported-keys.txt"), StandardCharsets.UTF_8))) {
            return in.lines()
                    .map(String::strip)
                    .filter(each -> !each.isEmpty() && !each.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
