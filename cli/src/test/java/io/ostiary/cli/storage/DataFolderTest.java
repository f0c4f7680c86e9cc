package io.ostiary.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path parent;

    @Test
    void keepsANamedFolderPrivate() throws Exception {
        Path path = parent.resolve("deep/data");
        try (DataFolder folder = DataFolder.keep(path)) {
            Files.createFile(folder.path().resolve("file"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
        assertThat(path.resolve("file")).exists();
    }

    @Test
    void removesATemporaryFolder() throws Exception {
        Path path;
        try (DataFolder folder = DataFolder.temporary()) {
            path = folder.path();
            Files.createDirectories(path.resolve("a/b"));
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void removesTemporaryFoldersOfLaunchersThatWereKilled() throws Exception {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path stale = Files.createTempDirectory(temporary, "ostiary-stack-");
        Files.createFile(stale.resolve("lock"));
        Files.setLastModifiedTime(stale, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path young = Files.createTempDirectory(temporary, "ostiary-stack-");
        try (DataFolder folder = DataFolder.temporary()) {
            assertThat(stale).doesNotExist();
            assertThat(young).exists();
            assertThat(folder.isKept()).isFalse();
        } finally {
            FileTree.delete(young);
        }
    }
}
