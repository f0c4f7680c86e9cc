package io.ostiary.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a configuration file into a tree. */
final class ConfigurationSource {

    private static final long LARGEST_FILE_BYTES = 4L << 20;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ConfigurationSource() {}

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
            throw new ConfigurationException(file.toString(), "holds no keys");
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file.toString(), "does not exist");
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(file.toString(), whereItBreaks(e));
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
