package io.ostiary.cli.command;

import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The configuration files that the command line names, before or after the command. */
final class ConfigFile {

    private static final List<String> NAMES = List.of("kratos.yml", ".kratos.yml", "kratos.yaml", "kratos.json");

    private ConfigFile() {}

    /** The file, or several joined by commas; null when none is named. */
    static @Nullable Path of(CommandSpec command) {
        List<Path> named = ((Main) command.root().userObject()).configFiles();
        return named.isEmpty()
                ? null
                : Path.of(named.stream()
                        .map(each -> inFolder(each.toAbsolutePath().normalize()).toString())
                        .collect(Collectors.joining(",")));
    }

    /** The configuration file of a folder, as version 0.5 of the reference finds it; any other path is the file itself. */
    static Path inFolder(Path path) {
        return Files.isDirectory(path)
                ? NAMES.stream()
                        .map(path::resolve)
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .orElseThrow(() -> new CommandFailure(path + " holds none of " + String.join(", ", NAMES)))
                : path;
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
