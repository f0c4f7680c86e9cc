package io.ostiary.cli.command;

import io.ostiary.cli.database.DatabaseCleanup;
import io.ostiary.cli.database.Dsn;
import io.ostiary.cli.database.ServiceSchema;
import io.ostiary.cli.local.StackDatabase;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.Configuration;
import io.ostiary.config.GoDuration;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cleanup}: removes what nobody needs any more. */
@Command(
        name = "cleanup",
        description = "Removes what has expired.",
        subcommands = CleanupCommand.Sql.class,
        synopsisSubcommandLabel = "COMMAND")
final class CleanupCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new CommandFailure("say what to clean up: cleanup sql");
    }

    /**
     * {@code cleanup sql}: removes from all schemas what has expired, table after table, and says
     * how many rows went. The services do the same by themselves; this is for a database whose
     * services don't run, or have much to catch up on.
     */
    @Command(
            name = "sql",
            description = {
                "Removes expired flows, codes, sessions, old messages and events from a database.",
                "Running services do so by themselves. The keys database.cleanup.* of the configuration count."
            })
    static final class Sql implements Callable<Integer> {

        @Mixin
        private DatabaseOptions database;

        @Option(
                names = {"-b", "--batch-size", "--database.cleanup.batch_size"},
                paramLabel = "ROWS",
                description = "How many rows are deleted at once.")
        private String batchSize;

        @Option(
                names = {"--keep-last", "--older-than"},
                paramLabel = "DURATION",
                description = "Keeps what ended less than this ago, such as 72h.")
        private String olderThan;

        @Option(
                names = {"--sleep-tables", "--database.cleanup.sleep.tables"},
                paramLabel = "DURATION",
                description = "Waits so long after each table (default: ${DEFAULT-VALUE}).")
        private String pause = "0s";

        @Override
        public Integer call() throws InterruptedException {
            StackDatabase databases = database.databases("cleanup sql");
            Configuration configuration = database.configuration(overrides());
            Duration wait = pause();
            database.confirm("clean up", databases.dsn(ServiceSchema.IDENTITY));
            List<String> failures = new ArrayList<>();
            for (ServiceSchema schema : ServiceSchema.values()) {
                clean(databases.dsn(schema), schema, configuration, wait).ifPresent(failures::add);
            }
            if (!failures.isEmpty()) {
                throw new CommandFailure(String.join("\n", failures));
            }
            return 0;
        }

        private Map<String, String> overrides() {
            Map<String, String> overrides = new HashMap<>();
            if (batchSize != null) {
                overrides.put("DATABASE_CLEANUP_BATCH_SIZE", batchSize);
            }
            if (olderThan != null) {
                overrides.put("DATABASE_CLEANUP_OLDER_THAN", olderThan);
            }
            return overrides;
        }

        private Duration pause() {
            try {
                return GoDuration.parse(pause);
            } catch (IllegalArgumentException e) {
                throw new CommandFailure("--sleep-tables: write a duration such as 500ms or 1m");
            }
        }

        /** Why it could not be cleaned, or not all of it. */
        private static Optional<String> clean(
                Dsn dsn, ServiceSchema schema, Configuration configuration, Duration pause)
                throws InterruptedException {
            try {
                new DatabaseCleanup(dsn, schema, configuration, Clock.systemUTC()).run(pause, Sql::report);
                return Optional.empty();
            } catch (SQLException e) {
                return Optional.of("the schema %s in %s can't be cleaned up: %s"
                        .formatted(schema.schemaName(), dsn, e.getMessage()));
            }
        }

        private static void report(DatabaseCleanup.Result result) {
            System.out.printf(
                    "%-8s %-20s %s%n",
                    result.schema().schemaName(),
                    result.table(),
                    result.kept() ? "kept for ever" : result.removed() + " removed");
        }
    }
}
