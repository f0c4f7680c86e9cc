package io.ostiary.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A Docker archive as Docker or containerd would read it. */
final class Archive {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path tar;
    private final JsonNode config;
    private final List<String> layers = new ArrayList<>();

    Archive(Path tar) throws IOException {
        this.tar = tar;
        Map<String, byte[]> small = new HashMap<>();
        each((entry, in) -> {
            if (entry.getSize() < 1 << 20) {
                small.put(entry.getName(), in);
            }
        });
        JsonNode manifest = JSON.readTree(small.get("manifest.json")).get(0);
        config = JSON.readTree(small.get(manifest.path("Config").asText()));
        manifest.path("Layers").forEach(layer -> layers.add(layer.asText()));
    }

    /** The image's configuration, as the OCI image specification has it. */
    JsonNode config() {
        return config;
    }

    /** Names of the layers' files, the lowest one first: their digests. */
    List<String> layers() {
        return layers;
    }

    /** Hands out each file of all layers. */
    void files(BiConsumer<TarArchiveEntry, byte[]> reader) throws IOException {
        each((layer, packed) -> {
            if (layers.contains(layer.getName())) {
                try (var in = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)))) {
                    read(in, reader);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });
    }

    /** Unpacks all layers. */
    void unpack(Path folder) throws IOException {
        files((entry, bytes) -> {
            Path file = folder.resolve(entry.getName()).normalize();
            try {
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.write(file, bytes);
                    Files.setPosixFilePermissions(
                            file,
                            PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "r-xr-xr-x" : "r--r--r--"));
                    Files.setLastModifiedTime(
                            file, FileTime.from(entry.getLastModifiedTime().toInstant()));
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private void each(BiConsumer<TarArchiveEntry, byte[]> reader) throws IOException {
        try (InputStream file = Files.newInputStream(tar);
                var in = new TarArchiveInputStream(file)) {
            read(in, reader);
        }
    }

    private static void read(TarArchiveInputStream in, BiConsumer<TarArchiveEntry, byte[]> reader) throws IOException {
        for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            reader.accept(entry, entry.isDirectory() ? new byte[0] : in.readAllBytes());
        }
    }
}
