package io.ostiary.cli.command;

import io.ostiary.cli.problem.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** A command of the reference that is not here: says in one line what takes its place. */
@Command
final class ReferenceCommand implements Callable<Integer> {

    private static final String ADMIN = "the admin API does that here: ";

    /** What to say, by the command's words; the first of them may be a command that is here. */
    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("courier", "mail is always sent in the background here; serve needs no help for that"),
            Map.entry("identities", ADMIN + "/admin/identities at the admin port"),
            Map.entry("list", ADMIN + "GET /admin/identities at the admin port"),
            Map.entry("get", ADMIN + "GET /admin/identities/ID at the admin port"),
            Map.entry("delete", ADMIN + "DELETE /admin/identities/ID at the admin port"),
            Map.entry("import", ADMIN + "POST or PATCH /admin/identities at the admin port"),
            Map.entry("validate", ADMIN + "POST /admin/identities refuses what the schema doesn't allow"),
            Map.entry("remote", "GET /health/ready and GET /version of a port answer that here"),
            Map.entry("jsonnet", "Jsonnet isn't read here"),
            Map.entry("lint", "Jsonnet isn't read here, so there is nothing to lint"),
            Map.entry("format", "Jsonnet isn't read here, so there is nothing to format"),
            Map.entry("completion", "there is no completion for shells here; ostiary --help lists the commands"),
            Map.entry(
                    "hashers argon2 hash",
                    "hashes are made by the suite alone: POST /admin/identities takes passwords"),
            Map.entry("hashers argon2 load-test", "hashers argon2 calibrate measures on this machine"),
            Map.entry("hashers argon2 loadtest", "hashers argon2 calibrate measures on this machine"),
            Map.entry(
                    "migrate sql down",
                    "schemas only grow here, so that an older release works with a newer schema; to go back, restore"
                            + " a copy of the database"),
            Map.entry("migrate sql force", "there is nothing to force here; migrate sql may be repeated"));

    private final String name;

    @Unmatched
    private List<String> rest = new ArrayList<>();

    @Parameters(hidden = true, arity = "0..*")
    private List<String> arguments;

    private ReferenceCommand(String name) {
        this.name = name;
    }

    /** Adds them where the reference has them, without listing them in help. */
    static void addTo(CommandLine root) {
        ANSWERS.keySet().forEach(words -> {
            CommandLine place = root;
            String[] path = words.split(" ");
            for (int i = 0; i < path.length - 1; i++) {
                place = place.getSubcommands().get(path[i]);
                if (place == null || place.getCommand() instanceof ReferenceCommand) {
                    return;
                }
            }
            CommandSpec spec = CommandSpec.forAnnotatedObject(new ReferenceCommand(words));
            spec.usageMessage().hidden(true);
            place.addSubcommand(path[path.length - 1], new CommandLine(spec));
        });
    }

    @Override
    public Integer call() {
        throw new CommandFailure(name + ": " + ANSWERS.get(name));
    }
}
