package io.ostiary.cli.command;

import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program {@code ostiary}. */
@Command(
        name = "ostiary",
        description = "An identity suite: registration, login, verification, sessions and an admin API.",
        subcommands = {
            QuickstartCommand.class,
            InitCommand.class,
            ServeCommand.class,
            MigrateCommand.class,
            CleanupCommand.class,
            HashersCommand.class,
            ConfigCommand.class,
            KeysCommand.class,
            VersionCommand.class,
            TrainCommand.class
        },
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Shows this text.")
    private boolean help;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            split = ",",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Configuration file, YAML or JSON, or a folder with kratos.yml, .kratos.yml, kratos.yaml or"
                    + " kratos.json. Of several, later ones override earlier ones.")
    private List<Path> configFiles = new ArrayList<>();

    @Option(names = "--version", versionHelp = true, description = "Prints the version.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    /** When the program began. */
    static final Instant BEGAN = Instant.now();

    private Main() {}

    /** The files that the command line names, the first one first. */
    List<Path> configFiles() {
        return List.copyOf(configFiles);
    }

    public static void main(String[] arguments) {
        // Libraries are quiet unless something is wrong; what a person should read is printed by
        // the commands.
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.defaultLogLevel", "error");
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line. */
    static CommandLine commandLine() {
        CommandLine root = new CommandLine(new Main());
        ReferenceCommand.addTo(root);
        return root.setExecutionExceptionHandler(Main::explain);
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    private static int explain(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        if (e instanceof CommandFailure || e instanceof ConfigurationException) {
            command.getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (e instanceof IOException) {
            command.getErr().println(e.getClass().getSimpleName() + ": " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }
}
