package io.ostiary.cli.storage;

import io.ostiary.cli.problem.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one local stack, private to its account (0700) and locked while its launcher lives.
 *
 * <ul>
 *   <li>{@code postgresql/}, {@code kafka/}: the embedded stores
 *   <li>{@code keys/}: the services' keys
 *   <li>{@code log/NAME.log}: output of each child
 *   <li>{@code run/NAME.pid}: process id of each child
 *   <li>{@code console/}: addresses that sign operators in at the console
 *   <li>{@code kafka.hold}: made by a person or a test, keeps the broker down while it exists
 * </ul>
 */
public final class DataFolder implements AutoCloseable {

    private static final String TEMPORARY = "ostiary-stack-";
    private static final Duration STALE = Duration.ofMinutes(2);

    private final Path path;
    private final boolean kept;
    private final FileChannel lock;

    private DataFolder(Path path, boolean kept, FileChannel lock) {
        this.path = path;
        this.kept = kept;
        this.lock = lock;
    }

    /**
     * Opens a folder that is kept, making it if needed.
     *
     * @throws IOException if it can't be written
     * @throws CommandFailure if another stack runs on it
     */
    public static DataFolder keep(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute);
            restrict(absolute);
        }
        FileChannel lock = tryLock(absolute);
        for (int i = 0; lock == null && i < 50; i++) {
            // A launcher that was just killed holds it until its last thread is gone.
            pause();
            lock = tryLock(absolute);
        }
        if (lock == null) {
            throw new CommandFailure("another Ostiary stack runs on the data folder " + absolute);
        }
        return new DataFolder(absolute, true, lock).prepared();
    }

    /**
     * Makes a fresh folder that {@link #close()} removes, and removes those whose launchers were
     * killed.
     */
    public static DataFolder temporary() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        removeStale(parent);
        Path path = Files.createTempDirectory(parent, TEMPORARY);
        return new DataFolder(path, false, Objects.requireNonNull(tryLock(path), "nobody knows the folder yet"))
                .prepared();
    }

    public Path path() {
        return path;
    }

    /** Whether it outlives the run. */
    public boolean isKept() {
        return kept;
    }

    /** Log file of a child. */
    public Path log(String name) {
        return path.resolve("log").resolve(name + ".log");
    }

    /** Process id file of a child. */
    public Path pid(String name) {
        return path.resolve("run").resolve(name + ".pid");
    }

    /** Folder with the addresses that sign operators in at the console. */
    public Path signIn() {
        return path.resolve("console");
    }

    /** A private folder inside, made if needed. */
    public Path folder(String name) throws IOException {
        Path folder = path.resolve(name);
        Files.createDirectories(folder);
        restrict(folder);
        return folder;
    }

    /** Releases the lock; removes the folder if it is temporary. */
    @Override
    public void close() throws IOException {
        if (!kept) {
            FileTree.delete(path);
        }
        lock.close();
    }

    private DataFolder prepared() throws IOException {
        folder("log");
        FileTree.delete(path.resolve("run"));
        folder("run");
        return this;
    }

    private static void removeStale(Path parent) throws IOException {
        Instant limit = Instant.now().minus(STALE);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, TEMPORARY + "*")) {
            for (Path folder : folders) {
                removeIfStale(folder, limit);
            }
        }
    }

    private static void removeIfStale(Path folder, Instant limit) {
        // A young one may be between its making and its lock.
        try (FileChannel lock =
                Files.getLastModifiedTime(folder).toInstant().isBefore(limit) ? tryLock(folder) : null) {
            if (lock != null) {
                FileTree.delete(folder);
            }
        } catch (IOException e) {
            // Of another account, or being removed by another start right now: not ours to tidy.
        }
    }

    private static @Nullable FileChannel tryLock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            return null;
        }
        return channel;
    }

    private static void restrict(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private static void pause() throws IOException {
        try {
            // On the launcher's main thread, which has nothing else to do.
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
