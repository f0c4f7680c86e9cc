package io.ostiary.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Another service as it is built, in a process of its own: the real thing for the tests of a module that calls it. Its
 * module has to be packaged before, which the test's own module sees to by its dependencies.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final String LOOPBACK = "127.0.0.1";

    private final Process process;
    private final Path log;
    private final int port;
    private final int management;

    private ServiceProcess(Process process, Path log, int port, int management) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.management = management;
    }

    /**
     * Starts a service and waits until it is ready.
     *
     * @param name of its module, such as {@code identity-service}
     * @param port on loopback, see {@link FreePorts}
     * @param environment beyond its addresses: the configuration file, keys, database
     */
    public static ServiceProcess start(String name, int port, Map<String, String> environment) {
        int management = FreePorts.next();
        Path application = Path.of("..", name, "target", "quarkus-app").toAbsolutePath();
        try {
            Path log = Files.createTempFile(name, ".log");
            ProcessBuilder builder = new ProcessBuilder(command())
                    .directory(application.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            builder.environment().putAll(addresses(port, management));
            ServiceProcess started = new ServiceProcess(builder.start(), log, port, management);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start; is " + application + " built?", e);
        }
    }

    private static List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Xshare:auto",
                "-jar",
                "quarkus-run.jar");
    }

    private static Map<String, String> addresses(int port, int management) {
        return Map.of(
                "QUARKUS_HTTP_HOST",
                LOOPBACK,
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_MANAGEMENT_HOST",
                LOOPBACK,
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(management),
                "OSTIARY_END_WITH_PARENT",
                "true");
    }

    /** Base address of the service on a port. */
    public static String url(int port) {
        return "http://" + LOOPBACK + ":" + port;
    }

    /** Its base address. */
    public String url() {
        return url(port);
    }

    private void awaitReady() {
        HttpRequest question = HttpRequest.newBuilder(URI.create(url(management) + "/q/health/ready"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Awaitility.await().atMost(READY_LIMIT).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("it ended: " + output());
                }
                return isReady(client, question);
            });
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest question) throws InterruptedException {
        try {
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** What it printed so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it as a failing machine does: it gets to do nothing more. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends it, and waits for its end. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
