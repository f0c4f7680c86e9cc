package io.ostiary.cli.command;

import io.ostiary.config.Configuration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The configuration files that the command line names, before or after the command. */
final class ConfigFile {

    private ConfigFile() {}

    /** The file, or several joined by commas; null when none is named. */
    static @Nullable Path of(CommandSpec command) {
        List<Path> named = ((Main) command.root().userObject()).configFiles();
        return named.isEmpty()
                ? null
                : Path.of(named.stream()
                        .map(each -> each.toAbsolutePath().normalize().toString())
                        .collect(Collectors.joining(",")));
    }

    /**
     * Loads a file; variables of the environment override its keys, and the given ones override
     * both.
     */
    static Configuration load(Path file, Map<String, String> overrides) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(overrides);
        return Configuration.load(file, environment);
    }
}
