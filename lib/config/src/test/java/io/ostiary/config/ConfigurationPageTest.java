package io.ostiary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md honest. */
class ConfigurationPageTest {

    private static final Pattern KEY = Pattern.compile("`([^`]+)`");

    /** What the page says of each key or prefix. */
    private final Map<String, String> page = read();

    @Test
    void tellsOfEveryKey() {
        assertThat(ConfigurationSchema.shipped().keys())
                .extracting(ConfigurationSchema.Key::path)
                .filteredOn(key -> !isSectionOfTold(key) && row(key) == null)
                .isEmpty();
    }

    @Test
    void saysWhichKeysHaveNoEffect() {
        SupportedKeys supported = SupportedKeys.shipped();

        assertThat(page.keySet())
                .filteredOn(key -> !key.contains("*"))
                .filteredOn(key -> supported.hasEffect(key) == hasNoEffect(key))
                .isEmpty();
        assertThat(ConfigurationSchema.shipped().keys())
                .extracting(ConfigurationSchema.Key::path)
                .filteredOn(key -> !isSectionOfTold(key))
                .filteredOn(key -> supported.hasEffect(key) == hasNoEffect(row(key)))
                .isEmpty();
    }

    @Test
    void tellsOfNoKeyThatIsNone() {
        List<String> keys = ConfigurationSchema.shipped().keys().stream()
                .map(ConfigurationSchema.Key::path)
                .toList();

        assertThat(page.keySet())
                .filteredOn(told -> keys.stream().noneMatch(key -> covers(told, key)))
                .isEmpty();
    }

    private boolean hasNoEffect(String key) {
        return page.get(key).startsWith("no effect");
    }

    /** The row with the longest prefix, or null. */
    private String row(String key) {
        return page.keySet().stream()
                .filter(told -> covers(told, key))
                .max(Comparator.comparingInt((String told) -> told.split("\\.").length)
                        .thenComparing(told -> !told.contains("*")))
                .orElse(null);
    }

    /** Whether a key is a section, and the page tells of what is in it. */
    private boolean isSectionOfTold(String key) {
        int depth = key.split("\\.").length;
        return row(key) == null
                && page.keySet().stream()
                        .map(told -> told.split("\\."))
                        .anyMatch(told -> told.length > depth
                                && covers(String.join(".", List.of(told).subList(0, depth)), key));
    }

    private static boolean covers(String prefix, String key) {
        String[] wanted = prefix.split("\\.");
        String[] parts = key.split("\\.");
        for (int i = 0; i < wanted.length; i++) {
            if (i >= parts.length || !wanted[i].equals("*") && !wanted[i].equals(parts[i])) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> read() {
        Map<String, String> told = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(Path.of("../../docs/configuration.md"))) {
                String[] cells = line.split(" \\| |^\\| | \\|$");
                if (line.startsWith("| `") && cells.length > 2) {
                    Matcher key = KEY.matcher(cells[1]);
                    while (key.find()) {
                        told.put(key.group(1), cells[cells.length - 1]);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told;
    }
}
