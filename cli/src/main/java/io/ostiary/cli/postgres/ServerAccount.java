package io.ostiary.cli.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * As whom PostgreSQL runs. It refuses to run as root, so a root launcher puts a command in front
 * that changes that.
 *
 * @param prefix command words before the program; empty for an ordinary user
 * @param owner account that must own the cluster's folder, if not the launcher's own
 */
public record ServerAccount(List<String> prefix, @Nullable String owner) {

    /**
     * Finds a way that works on this machine: as it is for an ordinary user; for root a user
     * namespace, in which root counts as an ordinary user and files stay reachable; else the
     * account {@code postgres} or {@code nobody}.
     *
     * @throws IOException if the launcher is root and none of these works
     */
    public static ServerAccount find() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new ServerAccount(List.of(), null);
        }
        List<String> namespace = List.of("unshare", "--user");
        if (works(namespace)) {
            return new ServerAccount(namespace, null);
        }
        for (String account : List.of("postgres", "nobody")) {
            for (List<String> prefix : changesTo(account)) {
                if (works(prefix)) {
                    return new ServerAccount(prefix, account);
                }
            }
        }
        throw new IOException(
                "PostgreSQL does not run as root, and neither unshare, setpriv nor runuser is there to run it as another"
                        + " user; start as an ordinary user, or set dsn to a PostgreSQL server of yours");
    }

    /** The command with the words that change the account in front. */
    public List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** Hands a folder and all in it to the account that the server runs as. */
    public void own(Path folder) throws IOException {
        if (owner == null) {
            return;
        }
        // The data folder is private; the other account has to pass through it, not to list it.
        Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
        var account = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setOwner(file, account);
            }
        }
    }

    private static List<List<String>> changesTo(String account) {
        return List.of(
                List.of("setpriv", "--reuid=" + account, "--clear-groups"), List.of("runuser", "-u", account, "--"));
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
