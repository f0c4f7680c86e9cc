package io.ostiary.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The cluster under test. With {@code -Dcluster.command=COMMAND} that command brings it: {@code
 * COMMAND up}, {@code down}, {@code load TAR...} and {@code kubectl ARGS...}. Else it is the one of
 * {@code KUBECONFIG}, into which {@code -Dcluster.load=COMMAND} loads images, such as {@code kind load
 * image-archive}.
 */
final class Kubectl {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MINUTES = 6;

    private static final String COMMAND = System.getProperty("cluster.command", "");

    /** What a command left. */
    record Output(int code, String out, String errors) {

        /** The output of a command that must not fail. */
        String ok() {
            if (code != 0) {
                throw new AssertionError(errors + out);
            }
            return out;
        }
    }

    private Kubectl() {}

    /** Whether the cluster is one that this test brings up and takes down. */
    static boolean isOurs() {
        return !COMMAND.isEmpty();
    }

    static void up() throws IOException {
        if (isOurs()) {
            execute(List.of(COMMAND, "up"), "").ok();
        }
    }

    static void down() throws IOException {
        if (isOurs()) {
            execute(List.of(COMMAND, "down"), "").ok();
        }
    }

    static void load(List<Path> archives) throws IOException {
        List<String> command = new ArrayList<>();
        if (isOurs()) {
            command.addAll(List.of(COMMAND, "load"));
        } else {
            command.addAll(List.of(System.getProperty("cluster.load", "kind load image-archive")
                    .split(" ")));
        }
        archives.forEach(each -> command.add(each.toString()));
        execute(command, "").ok();
    }

    /** {@code kubectl} with these arguments. */
    static Output run(String... arguments) throws IOException {
        return input("", arguments);
    }

    /** {@code kubectl} with these arguments, and text on its standard input. */
    static Output input(String text, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isOurs()) {
            command.add(COMMAND);
        }
        command.add("kubectl");
        command.addAll(List.of(arguments));
        return execute(command, text);
    }

    /** What {@code kubectl get ... -o json} shows. */
    static JsonNode json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-o", "json"));
        return JSON.readTree(run(all.toArray(String[]::new)).ok());
    }

    private static Output execute(List<String> command, String text) throws IOException {
        // The processes of a cluster outlive the command and keep its output open: files, not pipes.
        Path out = Files.createTempFile("kubectl", ".out");
        Path errors = Files.createTempFile("kubectl", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile())
                    .start();
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(process, text));
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not end");
            }
            written.join();
            return new Output(process.exitValue(), Files.readString(out), Files.readString(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(out);
            Files.delete(errors);
        }
    }

    private static void write(Process process, String text) {
        try (var in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading; its exit code says whether that is wrong.
        }
    }
}
