package io.ostiary.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.cli.database.Dsn;
import io.ostiary.cli.local.KeptDatabase;
import io.ostiary.cli.local.StackDatabase;
import io.ostiary.cli.local.Tree;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of commands that work on a database: which one, and whether to ask before. */
final class DatabaseOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-e", "--read-from-env"},
            description = "Takes the address from the variable DSN.")
    private boolean fromEnvironment;

    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask.")
    private boolean yes;

    @Parameters(
            paramLabel = "DSN",
            arity = "0..1",
            description = "Address of the database, if neither a file nor the variable DSN names it.")
    private @Nullable String address;

    /** What a command does on the schemas' databases. */
    @FunctionalInterface
    interface Work {
        void on(StackDatabase databases);
    }

    /**
     * Does a command's work: on a server, or on the embedded one that is kept for an address in the form of SQLite, which is
     * started for it. A store in memory is there only while a stack runs, so nothing is done for it.
     *
     * @param command how the command is written, for the message
     * @throws CommandFailure if no database is named, or it can't be reached
     */
    void work(String command, Work work) throws IOException, InterruptedException {
        String dsn = dsn(command);
        Optional<Path> kept = KeptDatabase.folderOf(dsn);
        if (kept.isPresent()) {
            try (KeptDatabase database = KeptDatabase.open(Tree.current(), kept.get())) {
                work.on(database.schemas());
            }
        } else if (dsn.equals("memory") || dsn.startsWith("sqlite://")) {
            System.out.println("dsn names a store in memory; serve --dev makes and migrates it itself");
        } else {
            work.on(databases(command));
        }
    }

    /**
     * Where each schema is.
     *
     * @param command how the command is written, for the message
     * @throws CommandFailure if no database is named, or one that is not a server
     */
    StackDatabase databases(String command) {
        Dsn common = postgres(dsn(command));
        Path file = ConfigFile.of(spec);
        return file == null || address != null
                ? StackDatabase.inOne(common)
                : StackDatabase.of(ConfigFile.load(file, Map.of()), common);
    }

    /** A variable goes before the file, and what is typed before both. */
    private String dsn(String command) {
        if (address != null) {
            return address;
        }
        Path file = ConfigFile.of(spec);
        if (file != null) {
            return ConfigFile.load(file, Map.of()).optionalText("dsn").orElse("memory");
        }
        String dsn = System.getenv("DSN");
        if (!fromEnvironment || dsn == null) {
            throw new CommandFailure("name the database: %s -e with its address in the variable DSN, or %s -c FILE"
                    .formatted(command, command));
        }
        return dsn;
    }

    /** The configuration of the file; without one what variables say, and else the defaults. */
    Configuration configuration(Map<String, String> overrides) {
        Path file = ConfigFile.of(spec);
        if (file != null) {
            return ConfigFile.load(file, overrides);
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(overrides);
        return Configuration.of(leastThatIsValid(), environment, Path.of("."));
    }

    /**
     * Asks before something is changed, unless {@code --yes} was given.
     *
     * @param verb what is about to happen, such as {@code migrate}
     * @throws CommandFailure if the answer is no, or there is nobody to ask
     */
    void confirm(String verb, Dsn dsn) {
        if (yes) {
            return;
        }
        if (System.console() == null) {
            throw new CommandFailure("add --yes to " + verb + " without being asked");
        }
        String question = Character.toUpperCase(verb.charAt(0)) + verb.substring(1);
        String answer = System.console().readLine("%s %s? [y/N] ", question, dsn);
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw new CommandFailure("nothing was changed");
        }
    }

    private static Dsn postgres(String text) {
        if (!Dsn.isPostgres(text)) {
            throw new CommandFailure(
                    "dsn: only for a database that starts with postgres://; an embedded one is looked after by the suite"
                            + " itself");
        }
        return StackDatabase.parse("dsn", text);
    }

    /** What the schema of the configuration asks for, and nothing else. */
    private static ObjectNode leastThatIsValid() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.putObject("identity")
                .putArray("schemas")
                .addObject()
                .put("id", "default")
                .put("url", "base64://e30=");
        tree.putObject("selfservice").put("default_browser_return_url", "http://127.0.0.1/");
        tree.putObject("secrets").putArray("cookie").add("not used by this command");
        return tree;
    }
}
