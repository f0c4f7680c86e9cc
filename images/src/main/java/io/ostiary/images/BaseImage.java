package io.ostiary.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the images are built on: a run time of Java 25 whose {@code java} is on the path.
 *
 * @param name as it is shown in the label: a reference, or the file's name
 * @param tar a Docker archive; {@code null} if the base is pulled from a registry
 */
public record BaseImage(String name, @Nullable Path tar) {

    /** Named by its tag: a digest here would have to be looked up anew for every fix of the base. */
    public static final String DEFAULT = "docker.io/library/eclipse-temurin:25-jre";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The base that a person named: a tar file, or a reference of a registry.
     *
     * @throws ImageFailure if it is neither
     */
    public static BaseImage named(String text) {
        Path file = Path.of(text);
        if (text.endsWith(".tar")) {
            if (!Files.isRegularFile(file)) {
                throw new ImageFailure("there is no file " + file);
            }
            return new BaseImage(file.getFileName().toString(), file);
        }
        try {
            return new BaseImage(ImageReference.parse(text).toStringWithQualifier(), null);
        } catch (InvalidImageReferenceException e) {
            throw new ImageFailure(text + " is neither a tar file nor an image of a registry");
        }
    }

    /**
     * A builder that starts from it.
     *
     * @param platform checked against what the tar says of itself; asked of the registry
     * @throws ImageFailure if the tar is for another platform
     */
    JibContainerBuilder builder(Platforms platform) {
        Path file = tar;
        try {
            if (file == null) {
                return Jib.from(RegistryImage.named(name)).setPlatforms(platform.asSet());
            }
            String found = architecture(file);
            if (!found.equals(platform.architecture())) {
                throw new ImageFailure("%s is for %s, not for %s".formatted(file, found, platform.architecture()));
            }
            return Jib.from(TarImage.at(file)).setPlatforms(platform.asSet());
        } catch (InvalidImageReferenceException e) {
            throw new ImageFailure(name + " is not the name of an image");
        }
    }

    /** The processor that a Docker archive says it is for. */
    private static String architecture(Path tar) {
        JsonNode manifest = json(tar, "manifest.json");
        return json(tar, manifest.path(0).path("Config").asText())
                .path("architecture")
                .asText();
    }

    private static JsonNode json(Path tar, String name) {
        try (InputStream in = Files.newInputStream(tar);
                TarArchiveInputStream entries = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return JSON.readTree(entries.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new ImageFailure(tar + " is not a Docker archive: it has no " + name);
    }
}
