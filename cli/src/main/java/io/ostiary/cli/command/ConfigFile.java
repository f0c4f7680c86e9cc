package io.ostiary.cli.command;

import io.ostiary.config.Configuration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that names the configuration file. */
final class ConfigFile {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration file, YAML or JSON.")
    Path file;

    /**
     * Loads the file; variables of the environment override its keys, and the given ones override
     * both.
     */
    Configuration load(Map<String, String> overrides) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(overrides);
        return Configuration.load(file, environment);
    }
}
