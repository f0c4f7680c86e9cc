package io.ostiary.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code version}: the version of the suite. */
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        System.out.printf(
                "ostiary %s, Java %s%n", version == null ? "unreleased" : version, System.getProperty("java.version"));
        return 0;
    }
}
