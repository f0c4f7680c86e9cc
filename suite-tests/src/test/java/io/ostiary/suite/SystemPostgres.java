package io.ostiary.suite;

import io.ostiary.testkit.server.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL server of the version that this machine's system has installed, on a free port and
 * in a folder of its own.
 */
final class SystemPostgres implements AutoCloseable {

    /** Account of the server when the tests run as root, which PostgreSQL refuses to run as. */
    private static final String ACCOUNT = "postgres";

    private static final String PASSWORD = "server-password";

    private final Path folder;
    private final Process process;
    private final int port;
    private final Thread endWithTests = new Thread(this::kill);

    private SystemPostgres(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(endWithTests);
    }

    /** Where the programs of a server lie, if the system has one that these tests can run. */
    static Optional<Path> programs() {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            versions.sorted().map(each -> each.resolve("bin")).forEach(folders::add);
        } catch (IOException e) {
            // Not a Debian.
        }
        for (String each : System.getenv("PATH").split(":")) {
            folders.add(Path.of(each));
        }
        return folders.stream()
                .filter(each -> Files.isExecutable(each.resolve("initdb")))
                .filter(each -> Files.isExecutable(each.resolve("postgres")))
                .filter(each -> !isRoot() || accountExists())
                .findFirst();
    }

    /** Makes a cluster and starts a server on it. */
    static SystemPostgres start(Path programs) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("suite-postgresql");
        Path secret = Files.writeString(folder.resolve("password"), PASSWORD);
        if (isRoot()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            var accounts = folder.getFileSystem().getUserPrincipalLookupService();
            for (Path each : List.of(folder, secret)) {
                Files.setOwner(each, accounts.lookupPrincipalByName(ACCOUNT));
            }
        }
        String cluster = folder.resolve("cluster").toString();
        Process initdb = run(
                folder,
                List.of(
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + cluster,
                        "--username=" + ACCOUNT,
                        "--pwfile=" + secret,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync"));
        if (initdb.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("log")));
        }
        int port = FreePorts.next();
        Process server = run(
                folder,
                List.of(
                        programs.resolve("postgres").toString(),
                        "-D",
                        cluster,
                        "-c",
                        "port=" + port,
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories="));
        SystemPostgres postgres = new SystemPostgres(folder, server, port);
        postgres.await();
        return postgres;
    }

    /** Its port on 127.0.0.1. */
    int port() {
        return port;
    }

    /** A connection that may do everything. */
    Connection connect(String database) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        return DriverManager.getConnection(url, ACCOUNT, PASSWORD);
    }

    /** Carries out statements that may do everything. */
    void execute(String... statements) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(endWithTests);
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }

    private void kill() {
        // PostgreSQL's fast shutdown.
        RunningStack.signal("INT", process.pid());
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        Awaitility.await("PostgreSQL accepts connections")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> {
                    connect("postgres").close();
                    return true;
                });
    }

    private static Process run(Path folder, List<String> command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT));
            all.add("--init-groups");
        }
        all.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean accountExists() {
        try {
            return Files.readAllLines(Path.of("/etc/passwd")).stream().anyMatch(line -> line.startsWith(ACCOUNT + ":"));
        } catch (IOException e) {
            return false;
        }
    }
}
