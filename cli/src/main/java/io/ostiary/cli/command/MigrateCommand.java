package io.ostiary.cli.command;

import io.ostiary.cli.database.Dsn;
import io.ostiary.cli.database.Migration;
import io.ostiary.cli.database.ServiceSchema;
import io.ostiary.cli.local.StackDatabase;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.Configuration;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate}: changes stores to what this release needs. */
@Command(
        name = "migrate",
        description = "Migrates the database.",
        subcommands = MigrateCommand.Sql.class,
        synopsisSubcommandLabel = "COMMAND")
final class MigrateCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new CommandFailure("say what to migrate: migrate sql");
    }

    /**
     * {@code migrate sql}: makes the four schemas and applies what is missing. The login of the
     * address needs the right to create schemas in its database; if it may create roles too, each
     * schema gets an owner of its own.
     */
    @Command(
            name = "sql",
            description = "Makes the schemas and brings them to the version of this release.")
    static final class Sql implements Callable<Integer> {

        @Mixin private ConfigFile config;

        @Option(
                names = {"-e", "--read-from-env"},
                description = "Takes the address from the variable DSN.")
        private boolean fromEnvironment;

        @Option(
                names = {"-y", "--yes"},
                description = "Does not ask.")
        private boolean yes;

        @Override
        public Integer call() {
            Map<ServiceSchema, Dsn> dsns = databases();
            if (!yes && !confirmed(dsns.get(ServiceSchema.IDENTITY))) {
                throw new CommandFailure("nothing was changed");
            }
            for (ServiceSchema schema : ServiceSchema.values()) {
                report(migrate(dsns.get(schema), schema));
            }
            return 0;
        }

        private Map<ServiceSchema, Dsn> databases() {
            if (config.file != null) {
                Configuration configuration = config.load(Map.of());
                Dsn common = postgres(configuration.optionalText("dsn").orElse(""));
                return StackDatabase.of(configuration, common).dsns();
            }
            String dsn = System.getenv("DSN");
            if (!fromEnvironment || dsn == null) {
                throw new CommandFailure(
                        "name the database: migrate sql -e with its address in the variable DSN, or"
                                + " migrate sql -c FILE");
            }
            return StackDatabase.inOne(postgres(dsn)).dsns();
        }

        private static Dsn postgres(String text) {
            if (!Dsn.isPostgres(text)) {
                throw new CommandFailure(
                        "dsn: only a database that starts with postgres:// can be migrated; embedded ones are at each"
                                + " start");
            }
            return StackDatabase.parse("dsn", text);
        }

        private static boolean confirmed(Dsn dsn) {
            if (System.console() == null) {
                throw new CommandFailure("add --yes to migrate without being asked");
            }
            String answer = System.console().readLine("Migrate %s? [y/N] ", dsn);
            return answer != null && answer.strip().equalsIgnoreCase("y");
        }

        private static Migration.Result migrate(Dsn dsn, ServiceSchema schema) {
            try {
                return new Migration(dsn, schema).run();
            } catch (SQLException e) {
                throw new CommandFailure(
                        "the schema %s in %s can't be migrated: %s"
                                .formatted(schema.schemaName(), dsn, e.getMessage()));
            }
        }

        private static void report(Migration.Result result) {
            System.out.printf(
                    "%-8s version %s, %d applied, owned by %s%n",
                    result.schema().schemaName(),
                    result.version(),
                    result.applied(),
                    result.role() == null ? "the login" : result.role());
        }
    }
}
