package io.ostiary.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads a configuration file into a tree. */
final class ConfigurationSource {

    private static final String FILE = "file://";

    private static final long LARGEST_FILE_BYTES = 4L << 20;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String TOML = "is TOML, which isn't read here; write it as YAML or JSON";

    private ConfigurationSource() {}

    /**
     * Reads several files, each laid over those before it: sections key by key, all else as a whole,
     * as the reference does. Relative addresses of files start beside the file that they stand in.
     *
     * @throws ConfigurationException as {@link #read}
     */
    static ObjectNode readAll(List<Path> files) {
        if (files.size() == 1) {
            return read(files.getFirst());
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (Path file : files) {
            layOver(all, (ObjectNode) anchored(read(file), folder(file)));
        }
        return all;
    }

    /** The folder of a file; a file always lies in one. */
    static Path folder(Path file) {
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        return parent == null ? absolute : parent;
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

    private static JsonNode anchored(JsonNode tree, Path folder) {
        switch (tree) {
            case ObjectNode object ->
                object.properties().forEach(each -> each.setValue(anchored(each.getValue(), folder)));
            case ArrayNode list -> {
                for (int i = 0; i < list.size(); i++) {
                    list.set(i, anchored(list.get(i), folder));
                }
            }
            case TextNode text
            when isFileIn(folder, text.asText()) -> {
                return TextNode.valueOf(FILE + folder.resolve(text.asText().substring(FILE.length())));
            }
            default -> {}
        }
        return tree;
    }

    private static boolean isFileIn(Path folder, String text) {
        return text.startsWith(FILE)
                && !text.startsWith("/", FILE.length())
                && Files.exists(folder.resolve(text.substring(FILE.length())));
    }

    private static boolean isToml(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".toml");
    }

    /**
     * Reads a file: JSON when its name ends in {@code .json}, YAML otherwise.
     *
     * @throws ConfigurationException when it isn't there, can't be read, or holds no object
     */
    static ObjectNode read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE_BYTES) {
                throw new ConfigurationException(file.toString(), "is larger than 4 MiB");
            }
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            JsonNode tree = (name.endsWith(".json") ? JSON : YAML).readTree(Files.readAllBytes(file));
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw new ConfigurationException(file.toString(), isToml(file) ? TOML : "holds no keys");
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file.toString(), "does not exist");
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(file.toString(), isToml(file) ? TOML : whereItBreaks(e));
        } catch (IOException e) {
            throw new ConfigurationException(file.toString(), "can't be read");
        }
    }

    /** Only the place: the parser's own message quotes the file, and a secret may stand there. */
    private static String whereItBreaks(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        String reason = e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate")
                ? "has a key twice"
                : "is not well formed";
        return place == null ? reason : reason + " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
