package io.ostiary.cli.command;

import io.ostiary.cli.init.KeyRotation;
import io.ostiary.cli.init.SharedSecrets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys DIR}: makes and changes what the processes of an installation share in secret. */
@Command(
        name = "keys",
        description = "Makes the keys and secrets that the services of an installation share; never over any.",
        footer = {
            "",
            "Keys are changed in three steps, with a rolling restart of everything after each:",
            "  prepare   adds new keys, which are accepted from then on",
            "  change    uses the new keys",
            "  finish    forgets the old ones"
        })
final class KeysCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "Folder of their files, readable for you alone.")
    private Path folder;

    @Option(names = "--dev", description = "Adds a password for the database of the overlay dev.")
    private boolean dev;

    @Option(names = "--rotate", paramLabel = "STEP", description = "One of ${COMPLETION-CANDIDATES}.")
    private KeyRotation.@Nullable Step step;

    @Override
    public Integer call() throws Exception {
        if (step == null) {
            new SharedSecrets().write(folder, dev);
            System.out.println("wrote keys and secrets to " + folder + "; keep a copy where backups are");
        } else {
            new KeyRotation(folder).take(step);
            System.out.println(step + " is done; apply the overlay and wait for the rollout before the next step");
        }
        return 0;
    }
}
