package io.ostiary.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code version}: the version of the suite. */
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {

    @Override
    public Integer call() {
        System.out.println(line());
        return 0;
    }

    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }

    private static String line() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        return "ostiary %s, Java %s"
                .formatted(version == null ? "unreleased" : version, System.getProperty("java.version"));
    }
}
