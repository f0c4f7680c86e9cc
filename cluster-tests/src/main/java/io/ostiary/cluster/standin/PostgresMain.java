package io.ostiary.cluster.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL as the image {@code postgres} runs it: {@code POSTGRES_PASSWORD}, {@code POSTGRES_DB},
 * {@code PGDATA}. The programs lie in {@code /opt/postgresql}.
 */
public final class PostgresMain {

    private static final String BIN = "/opt/postgresql/bin/";
    private static final int PORT = 5432;
    private static final int PORT_WHILE_MADE = 5433;

    private PostgresMain() {}

    public static void main(String[] arguments) throws Exception {
        Path cluster = Path.of(System.getenv("PGDATA"));
        String password = System.getenv("POSTGRES_PASSWORD");
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            make(cluster, password);
        }
        // Of a server that was killed; in this container no other one runs.
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        Process server = start(cluster, "*", PORT);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cluster)));
        System.exit(server.waitFor());
    }

    private static void make(Path cluster, String password) throws Exception {
        Files.createDirectories(cluster.getParent());
        Path secret = Files.createTempFile("password", "");
        Files.writeString(secret, password + "\n");
        run(List.of(
                BIN + "initdb",
                "--pgdata=" + cluster,
                "--username=postgres",
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
        Files.delete(secret);
        Files.writeString(
                cluster.resolve("pg_hba.conf"), "host all all all scram-sha-256\n", StandardOpenOption.APPEND);
        start(cluster, "127.0.0.1", PORT_WHILE_MADE);
        createDatabase(System.getenv("POSTGRES_DB"), password);
        stop(cluster);
    }

    private static void createDatabase(String name, String password) throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + PORT_WHILE_MADE + "/postgres";
        for (int left = 100; ; left--) {
            try (Connection connection = DriverManager.getConnection(url, "postgres", password);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
                return;
            } catch (SQLException e) {
                if (left == 0) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private static Process start(Path cluster, String addresses, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(BIN + "postgres", "-D", cluster.toString()));
        for (String setting : List.of(
                "listen_addresses=" + addresses,
                "port=" + port,
                "unix_socket_directories=/tmp",
                "max_connections=120",
                "shared_buffers=64MB",
                "io_method=sync",
                "max_logical_replication_workers=0")) {
            command.add("-c");
            command.add(setting);
        }
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void stop(Path cluster) {
        try {
            run(List.of(BIN + "pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-w"));
        } catch (IOException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(command.getFirst() + " failed");
        }
    }
}
