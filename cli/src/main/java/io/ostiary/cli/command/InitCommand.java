package io.ostiary.cli.command;

import io.ostiary.cli.init.NewInstallation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code init [FILE]}: writes a secure configuration with fresh secrets. */
@Command(name = "init", description = "Writes a secure configuration file with fresh secrets, never over one.")
final class InitCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "ostiary.yml",
            description = "Where to (default: ${DEFAULT-VALUE}); identity.schema.json comes beside it.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        new NewInstallation().write(file);
        System.out.printf(
                "wrote %s (readable for you alone, it holds the secrets) and %s beside it%n",
                file, NewInstallation.SCHEMA);
        System.out.printf("start it: ostiary serve -c %s --dev%n", file);
        return 0;
    }
}
