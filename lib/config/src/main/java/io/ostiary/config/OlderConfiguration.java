package io.ostiary.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.List;

/**
 * A configuration file in the keys of version 0.5.4, and what it is in today's.
 *
 * @param yaml the file in today's keys
 * @param lines what has another name now, one for each
 */
public record OlderConfiguration(String yaml, List<String> lines) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    /**
     * Translates a file; one in today's keys stays as it is.
     *
     * @throws ConfigurationException when it can't be read
     */
    public static OlderConfiguration translate(Path file) {
        ObjectNode tree = ConfigurationSource.read(file);
        List<String> lines = OlderKeys.translate(tree);
        tree.remove("version");
        try {
            return new OlderConfiguration(YAML.writeValueAsString(tree), lines);
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(file.toString(), "can't be written as YAML");
        }
    }
}
