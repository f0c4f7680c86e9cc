package io.ostiary.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** Configurations for tests. */
public final class Samples {

    static final Path SMALL = Path.of("src/test/resources/samples/small.yaml");

    static final Path FULL = Path.of("src/test/resources/samples/full.json");

    private Samples() {}

    static Configuration small() {
        return Configuration.load(SMALL, Map.of());
    }

    static Configuration full() {
        return Configuration.load(FULL, Map.of());
    }

    static Configuration smallWith(Map<String, String> environment) {
        return Configuration.load(SMALL, environment);
    }

    /** The small sample with lines laid over it; the lines are YAML. */
    public static Configuration smallWith(String yaml) {
        try {
            YAMLMapper mapper = new YAMLMapper();
            ObjectNode tree = (ObjectNode) mapper.readTree(SMALL.toFile());
            layOver(tree, (ObjectNode) mapper.readTree(yaml));
            return Configuration.of(tree, Map.of(), SMALL.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void layOver(ObjectNode below, ObjectNode above) {
        above.properties().forEach(each -> {
            if (below.get(each.getKey()) instanceof ObjectNode inner && each.getValue() instanceof ObjectNode over) {
                layOver(inner, over);
            } else {
                below.set(each.getKey(), each.getValue());
            }
        });
    }
}
