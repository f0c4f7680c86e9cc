package io.ostiary.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Relative addresses of files that are not beside the configuration but in the working folder of who
 * starts the suite, where the reference looks for them. Processes have working folders of their
 * own, so such addresses are handed to them as variables.
 */
public final class RelativeFiles {

    private static final String FILE = "file://";

    private RelativeFiles() {}

    /**
     * Variables that name those files in full; none for what is beside the configuration, or
     * nowhere.
     */
    public static Map<String, String> in(Path workingFolder, Configuration configuration) {
        Map<String, String> variables = new HashMap<>();
        Path beside = configuration.directory();
        find(configuration.tree("identity.schemas"), "IDENTITY_SCHEMAS", beside, workingFolder, variables);
        find(configuration.tree("courier.templates"), "COURIER_TEMPLATES", beside, workingFolder, variables);
        return Map.copyOf(variables);
    }

    private static void find(JsonNode place, String name, Path beside, Path working, Map<String, String> found) {
        if (place.isTextual() && place.asText().startsWith(FILE)) {
            Path file = Path.of(place.asText().substring(FILE.length()));
            if (!file.isAbsolute() && !Files.exists(beside.resolve(file)) && Files.exists(working.resolve(file))) {
                found.put(name, FILE + working.resolve(file).toAbsolutePath().normalize());
            }
        }
        for (int i = 0; place.isArray() && i < place.size(); i++) {
            find(place.get(i), name + "_" + i, beside, working, found);
        }
        place.properties()
                .forEach(each -> find(
                        each.getValue(), name + "_" + each.getKey().toUpperCase(Locale.ROOT), beside, working, found));
    }
}
