package io.ostiary.suite.race;

import io.ostiary.suite.RunningStack;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Another process of a service that already runs: the same command in the same folder, and the same
 * environment but for what is given. It ends with the test, whose pipe to it closes.
 */
final class Replica implements AutoCloseable {

    private final Process process;
    private final Path log;

    private Replica(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts one.
     *
     * @param data data folder of the stack
     * @param name name of the process there
     * @param differences variables that it has otherwise
     */
    static Replica of(Path data, String name, Map<String, String> differences) {
        Path original = Path.of("/proc/" + RunningStack.pidOf(data, name));
        try {
            File folder = original.resolve("cwd").toRealPath().toFile();
            Path log = data.resolve("log/" + name + "-2.log");
            ProcessBuilder builder = new ProcessBuilder(words(original.resolve("cmdline")))
                    .directory(folder)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            for (String variable : words(original.resolve("environ"))) {
                int equals = variable.indexOf('=');
                builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
            }
            builder.environment().putAll(differences);
            return new Replica(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The words of a file of /proc, each ended by a zero byte. */
    private static List<String> words(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return new ArrayList<>(List.of(text.split("\0")));
    }
}
