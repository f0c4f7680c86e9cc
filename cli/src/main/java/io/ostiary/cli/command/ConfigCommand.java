package io.ostiary.cli.command;

import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.OlderConfiguration;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code config}: about configuration files. */
@Command(
        name = "config",
        description = "Configuration files.",
        subcommands = ConfigCommand.Translate.class,
        synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new CommandFailure("say what: config translate FILE");
    }

    /** {@code config translate FILE}: prints a file in the keys of version 0.5.4 in today's keys. */
    @Command(name = "translate", description = "Prints a file in the keys of version 0.5.4 in today's keys, as YAML.")
    static final class Translate implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "The file, or its folder.")
        private Path file;

        @Override
        public Integer call() {
            OlderConfiguration translated = OlderConfiguration.translate(ConfigFile.inFolder(file));
            translated.lines().forEach(line -> System.err.println("# " + line));
            System.out.print(translated.yaml());
            return 0;
        }
    }
}
