package io.ostiary.cli.postgres;

import io.ostiary.cli.database.Dsn;
import io.ostiary.cli.process.ChildProgram;
import io.ostiary.cli.storage.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL cluster in a folder: made when it isn't there, and described as a process to run.
 */
public final class EmbeddedPostgres {

    /** What its process is called. */
    public static final String NAME = "postgresql";

    private static final String SUPERUSER = "ostiary";
    private static final String DATABASE = "postgres";

    private final PostgresBinaries binaries;
    private final ServerAccount account;
    private final Path folder;
    private final int port;
    private final boolean kept;
    private String password = "";

    /**
     * Describes a cluster; {@link #prepare()} makes it.
     *
     * @param folder where it lies; made with mode 0700
     * @param port TCP port on 127.0.0.1
     * @param kept whether its data outlives the run; only then are its first files flushed to disk
     *     one by one
     */
    public EmbeddedPostgres(PostgresBinaries binaries, ServerAccount account, Path folder, int port, boolean kept) {
        this.binaries = binaries;
        this.account = account;
        this.folder = folder;
        this.port = port;
        this.kept = kept;
    }

    /**
     * Makes the cluster unless it is there. An unfinished one (the launcher was killed in between)
     * is made anew.
     *
     * @throws IOException if a file can't be written or {@code initdb} fails; the message has its
     *     output
     */
    public void prepare() throws IOException, InterruptedException {
        Path secret = folder.resolve("password");
        Path cluster = folder.resolve("cluster");
        // The password is written last, so it stands for a finished cluster.
        if (!Files.exists(secret)) {
            FileTree.delete(cluster);
            Files.createDirectories(folder);
            password = newPassword();
            Path draft = folder.resolve("password.new");
            Files.writeString(draft, password + "\n");
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            account.own(folder);
            initialise(cluster, draft);
            Files.move(draft, secret, StandardCopyOption.ATOMIC_MOVE);
        }
        password = Files.readString(secret).strip();
        try (InputStream script = EmbeddedPostgres.class.getResourceAsStream("watchdog.sh")) {
            Files.copy(script, folder.resolve("watchdog.sh"), StandardCopyOption.REPLACE_EXISTING);
        }
        removeStalePidFile(cluster);
    }

    /**
     * A cluster whose server was killed keeps a {@code postmaster.pid}. PostgreSQL ignores it
     * unless a live process has that id, which after a restart of the machine may be anything; the
     * launcher's lock on the data folder already makes sure that no other server runs here.
     */
    private void removeStalePidFile(Path cluster) throws IOException, InterruptedException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        // A server of a launcher that was just killed may still be on its way out. Waits on the
        // launcher's main thread.
        for (int i = 0; i < 100 && isPostgres(pid); i++) {
            Thread.sleep(100);
        }
        if (!isPostgres(pid)) {
            Files.deleteIfExists(pidFile);
        }
    }

    private static boolean isPostgres(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    }

    /**
     * The server as a process under its watchdog, with the settings that make it durable and small.
     */
    public ChildProgram program(Path log) {
        List<String> server = new ArrayList<>(List.of(binaries.program("postgres"), "-D"));
        server.add(folder.resolve("cluster").toString());
        setting(server, "port=" + port);
        setting(server, "listen_addresses=127.0.0.1");
        setting(server, "unix_socket_directories=");
        setting(server, "fsync=on");
        setting(server, "synchronous_commit=on");
        setting(server, "full_page_writes=on");
        setting(server, "max_connections=60");
        setting(server, "shared_buffers=64MB");
        setting(server, "max_wal_size=256MB");
        // Worker processes that a stack on one machine has no use for.
        setting(server, "io_method=sync");
        setting(server, "max_logical_replication_workers=0");
        setting(server, "log_line_prefix=%m [%p] %u ");
        List<String> command =
                new ArrayList<>(List.of("sh", folder.resolve("watchdog.sh").toString()));
        command.addAll(account.command(server));
        return new ChildProgram(NAME, command, folder, Map.of("LC_ALL", "C"), log, ChildProgram.Ending.CLOSED_INPUT);
    }

    /** Address of the database, as a login that may create schemas and roles. */
    public Dsn dsn() {
        return new Dsn("127.0.0.1", port, DATABASE, SUPERUSER, password, Map.of());
    }

    private void initialise(Path cluster, Path passwordFile) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("initdb"),
                "--pgdata=" + cluster,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions"));
        if (!kept) {
            command.add("--no-sync");
        }
        Process process = new ProcessBuilder(account.command(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("initdb failed in " + folder + ":\n" + output);
        }
    }

    private static void setting(List<String> command, String setting) {
        command.add("-c");
        command.add(setting);
    }

    private static String newPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
