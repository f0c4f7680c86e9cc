package io.ostiary.cli.command;

import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.ConfigurationException;
import java.io.IOException;
import java.time.Instant;
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
            ServeCommand.class,
            MigrateCommand.class,
            CleanupCommand.class,
            HashersCommand.class,
            VersionCommand.class,
            TrainCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Shows this text.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** When the program began. */
    static final Instant BEGAN = Instant.now();

    private Main() {}

    public static void main(String[] arguments) {
        // Libraries are quiet unless something is wrong; what a person should read is printed by
        // the commands.
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.defaultLogLevel", "error");
        int code = new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::explain)
                .execute(arguments);
        System.exit(code);
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    private static int explain(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        if (e instanceof CommandFailure || e instanceof ConfigurationException) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (e instanceof IOException) {
            System.err.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }
}
