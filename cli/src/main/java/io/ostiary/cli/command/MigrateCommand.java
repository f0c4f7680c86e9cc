package io.ostiary.cli.command;

import io.ostiary.cli.database.Dsn;
import io.ostiary.cli.database.Migration;
import io.ostiary.cli.database.ServiceSchema;
import io.ostiary.cli.local.StackDatabase;
import io.ostiary.cli.problem.CommandFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
            subcommands = {Up.class, Status.class},
            description = "Makes the schemas and brings them to the version of this release.")
    static final class Sql implements Callable<Integer> {

        @Mixin
        private DatabaseOptions database;

        @Override
        public Integer call() throws IOException, InterruptedException {
            database.work("migrate sql", databases -> migrate(database, databases));
            return 0;
        }
    }

    /** {@code migrate sql up}: as the reference writes {@code migrate sql}. */
    @Command(name = "up", description = "The same as migrate sql.")
    static final class Up implements Callable<Integer> {

        @Mixin
        private DatabaseOptions database;

        @Override
        public Integer call() throws IOException, InterruptedException {
            database.work("migrate sql", databases -> migrate(database, databases));
            return 0;
        }
    }

    /** {@code migrate sql status}: prints versions, changes nothing. */
    @Command(name = "status", description = "Prints the version of each schema, and what is missing.")
    static final class Status implements Callable<Integer> {

        @Mixin
        private DatabaseOptions database;

        @Override
        public Integer call() throws IOException, InterruptedException {
            database.work("migrate sql status", Status::print);
            return 0;
        }

        private static void print(StackDatabase databases) {
            for (ServiceSchema schema : ServiceSchema.values()) {
                Migration.Status status = status(databases.dsn(schema), schema);
                System.out.printf(
                        "%-8s %s, %s%n",
                        schema.schemaName(),
                        status.version() == null ? "not made yet" : "version " + status.version(),
                        status.missing() == 0 ? "up to date" : status.missing() + " to apply");
            }
        }

        private static Migration.Status status(Dsn dsn, ServiceSchema schema) {
            try {
                return new Migration(dsn, schema).status();
            } catch (SQLException e) {
                throw new CommandFailure(
                        "the schema %s in %s can't be read: %s".formatted(schema.schemaName(), dsn, e.getMessage()));
            }
        }
    }

    private static void migrate(DatabaseOptions database, StackDatabase databases) {
        database.confirm("migrate", databases.dsn(ServiceSchema.IDENTITY));
        for (ServiceSchema schema : ServiceSchema.values()) {
            report(migrate(databases.dsn(schema), schema));
        }
    }

    private static Migration.Result migrate(Dsn dsn, ServiceSchema schema) {
        try {
            return new Migration(dsn, schema).run();
        } catch (SQLException e) {
            throw new CommandFailure(
                    "the schema %s in %s can't be migrated: %s".formatted(schema.schemaName(), dsn, e.getMessage()));
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
