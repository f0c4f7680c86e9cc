package io.ostiary.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code ./ostiary serve} in a process group of its own, with what it printed. */
public final class RunningStack implements AutoCloseable {

    private static final Path HOME =
            Path.of(System.getProperty("ostiary.home")).toAbsolutePath().normalize();
    private static final Duration READY_LIMIT = Duration.ofSeconds(180);

    /** How the last of the lines with addresses begins. */
    private static final String LAST_LINE = "started";

    private final Process process;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch ready = new CountDownLatch(1);

    private RunningStack(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** Starts a stack and waits until it says that it is ready. */
    public static RunningStack start(StackConfig config, Path data) {
        return startFile(config.write(), data);
    }

    /** The same with a configuration file that is written already. */
    static RunningStack startFile(Path file, Path data) {
        return startFile(file, data, Map.of());
    }

    /** The same with variables beside those of this process. */
    static RunningStack startFile(Path file, Path data, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of("serve", "-c", file.toString(), "--dev"));
        if (data != null) {
            command.addAll(List.of("--data", data.toString()));
        }
        return startWith(command, environment);
    }

    /** The same by any command line. */
    static RunningStack startWith(List<String> command, Map<String, String> environment) {
        RunningStack stack = new RunningStack(run(command, environment));
        stack.awaitReady();
        return stack;
    }

    /** Starts a command of the suite in a process group of its own; its output is to be read. */
    public static Process run(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of("setsid", HOME + "/ostiary"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id of the launcher, which is that of its process group too. */
    public long pid() {
        return process.pid();
    }

    /** The id of one of its processes, by the name of the service. */
    public static long pidOf(Path data, String name) {
        try {
            return Long.parseLong(
                    Files.readString(data.resolve("run/" + name + ".pid")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All processes that it started, itself included. */
    public List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        return all;
    }

    /** Address of its broker, as it printed it. */
    public String bootstrapServers() {
        return printed("kafka");
    }

    /** Its data folder, as it printed it. */
    public Path data() {
        return Path.of(printed("data").split(" ")[0]);
    }

    /** What it printed so far. */
    public String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /** Sends SIGTERM to the launcher and waits for its end. */
    public boolean terminate(Duration limit) {
        process.destroy();
        return ended(limit);
    }

    /** The launcher's exit code, once it has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Sends SIGKILL to the launcher alone. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Sends SIGKILL to the launcher's process group. */
    public void killGroup() {
        signal("KILL", -process.pid());
    }

    /** Sends a signal to a process, or to a group by its negative id. */
    public static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, "--", Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether a process still runs; one that only waits for its parent to notice its end does not.
     */
    public static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!ended(Duration.ofSeconds(15))) {
            killGroup();
        }
    }

    private boolean ended(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void awaitReady() {
        try {
            boolean inTime = ready.await(READY_LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!inTime || !saidAll() || !process.isAlive()) {
                close();
                throw new AssertionError("the stack did not become ready:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean saidAll() {
        return output().lines().anyMatch(line -> line.strip().startsWith(LAST_LINE));
    }

    private String printed(String key) {
        return output().lines()
                .map(String::strip)
                .filter(line -> line.startsWith(key + " "))
                .map(line -> line.substring(key.length()).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + key + " in:\n" + output()));
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            String line;
            while ((line = reader.readLine()) != null) {
                lines.add(line);
                if (line.strip().startsWith(LAST_LINE)) {
                    ready.countDown();
                }
            }
        } catch (IOException e) {
            // It was killed.
        } finally {
            ready.countDown();
        }
    }
}
