package io.ostiary.cli.quickstart;

import io.ostiary.cli.local.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the example consumer prints: a line for each event it received. It runs as a process of its
 * own, as anybody's consumer would, and ends with the launcher because it reads a pipe that the
 * launcher holds.
 */
public final class EventFeed implements AutoCloseable {

    private static final String MAIN = "io.ostiary.example.Main";

    private final List<String> lines = new ArrayList<>();
    private final Process process;

    private EventFeed(Process process) {
        this.process = process;
        Thread.ofVirtual().name("event-feed").start(this::read);
    }

    /**
     * Starts the consumer.
     *
     * @param bootstrapServers address of the broker
     * @param log file for what it complains about
     */
    public static EventFeed start(Tree tree, String bootstrapServers, Path log) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                "ostiary-cli.jar",
                MAIN);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(tree.commandFolder().toFile());
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        builder.environment().put("OSTIARY_END_WITH_PARENT", "true");
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new EventFeed(builder.start());
    }

    /**
     * Takes the first line with that event of that identity, waiting for it; empty if none came in
     * time.
     */
    public Optional<String> take(String type, String identity, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (lines) {
            while (true) {
                for (String line : lines) {
                    if (line.contains(type) && line.contains(identity)) {
                        lines.remove(line);
                        return Optional.of(line);
                    }
                }
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return Optional.empty();
                }
                lines.wait(left);
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            String line;
            while ((line = reader.readLine()) != null) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            // The consumer ended; whoever waits for an event finds out by the time limit.
        }
    }
}
