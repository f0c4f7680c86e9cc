package io.ostiary.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Builds images so that the same input gives the same digest: files belong to root, nobody may write
 * them, and every time is the first second of 1970.
 */
public final class ImageBuilder {

    /** The user that the programs run as; a number, so that Kubernetes sees that it isn't root. */
    public static final String USER = "10001:10001";

    /** The label that says whether the image has an AOT cache: {@code app.aot} or {@code none}. */
    public static final String CACHE_LABEL = "io.ostiary.aot-cache";

    private static final Instant TIME = Instant.ofEpochSecond(1);

    private static final FilePermissions READ_ONLY = FilePermissions.fromOctalString("444");

    private final BaseImage base;
    private final Platforms platform;
    private final LayerPlan plan;
    private final String version;
    private final Path work;

    /**
     * @param plan the layers of the images that are built together
     * @param version tag and label of the images
     * @param work folder for what Jib keeps between builds
     */
    public ImageBuilder(BaseImage base, Platforms platform, LayerPlan plan, String version, Path work) {
        this.base = base;
        this.platform = platform;
        this.plan = plan;
        this.version = version;
        this.work = work;
    }

    /**
     * Writes an image as a Docker archive.
     *
     * @param repository name in the archive without the tag, such as {@code ostiary/gateway}
     * @param cache the AOT cache to put last; {@code null} for none
     * @return the digest of its manifest
     */
    public String toTar(SuiteImage image, String repository, @Nullable Path cache, Path tar) {
        try {
            Files.createDirectories(tar.toAbsolutePath().getParent());
            return containerize(
                    described(image, cache),
                    Containerizer.to(TarImage.at(tar).named(repository + ":" + version))
                            .setOfflineMode(base.tar() != null));
        } catch (IOException | InvalidImageReferenceException e) {
            throw new ImageFailure(tar + " can't be written: " + e.getMessage());
        }
    }

    /**
     * Pushes an image. A registry on loopback may be one without TLS; the login is the one that
     * {@code docker login} has left, or {@code REGISTRY_USERNAME} and {@code REGISTRY_PASSWORD}.
     *
     * @param reference where to, with its tag
     * @return the digest of its manifest
     */
    public String push(SuiteImage image, String reference, @Nullable Path cache) {
        try {
            RegistryImage target = RegistryImage.named(reference);
            String user = System.getenv("REGISTRY_USERNAME");
            String password = System.getenv("REGISTRY_PASSWORD");
            if (user != null && password != null) {
                target.addCredential(user, password);
            }
            boolean loopback = reference.matches("(localhost|127\\.\\d+\\.\\d+\\.\\d+)(:\\d+)?/.*");
            return containerize(
                    described(image, cache), Containerizer.to(target).setAllowInsecureRegistries(loopback));
        } catch (InvalidImageReferenceException e) {
            throw new ImageFailure(reference + " is not the name of an image");
        }
    }

    private String containerize(JibContainerBuilder builder, Containerizer target) {
        try {
            JibContainer made = builder.containerize(target.setToolName("ostiary")
                    .setBaseImageLayersCache(work.resolve("base-layers"))
                    .setApplicationLayersCache(work.resolve("layers")));
            return made.getDigest().toString();
        } catch (IOException | RegistryException | CacheDirectoryCreationException e) {
            throw new ImageFailure(String.valueOf(e.getMessage()));
        } catch (ExecutionException e) {
            throw new ImageFailure(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageFailure("interrupted");
        }
    }

    private JibContainerBuilder described(SuiteImage image, @Nullable Path cache) {
        JibContainerBuilder builder = base.builder(platform)
                // docker load and bases of Jib read no archive in the OCI layout
                .setFormat(ImageFormat.Docker)
                .setCreationTime(Instant.EPOCH)
                .setUser(USER)
                .setWorkingDirectory(AbsoluteUnixPath.get("/app"))
                .addEnvironmentVariable("MALLOC_ARENA_MAX", "2")
                .setEntrypoint(image.entrypoint(cache != null))
                .setProgramArguments(image.arguments())
                .setLabels(labels(image, cache));
        for (LayerPlan.Layer layer : plan.of(image.name())) {
            builder.addFileEntriesLayer(layer(layer.name(), layer.files()));
        }
        builder.addFileEntriesLayer(sbom(image));
        if (cache != null) {
            builder.addFileEntriesLayer(FileEntriesLayer.builder()
                    .setName("AOT cache")
                    .addEntry(cache, AbsoluteUnixPath.get("/app/" + SuiteImage.CACHE), READ_ONLY, TIME)
                    .build());
        }
        return builder;
    }

    private Map<String, String> labels(SuiteImage image, @Nullable Path cache) {
        return Map.of(
                "org.opencontainers.image.title",
                image.title(),
                "org.opencontainers.image.version",
                version,
                "org.opencontainers.image.licenses",
                "Apache-2.0",
                "org.opencontainers.image.base.name",
                base.name(),
                "io.ostiary.sbom",
                Sbom.PATH,
                CACHE_LABEL,
                cache == null ? "none" : SuiteImage.CACHE);
    }

    private FileEntriesLayer sbom(SuiteImage image) {
        try {
            Path file = work.resolve(image.name() + ".cdx.json");
            Files.createDirectories(work);
            Files.write(file, Sbom.of(image.name(), version, image.files()));
            return FileEntriesLayer.builder()
                    .setName("bill of materials")
                    .addEntry(file, AbsoluteUnixPath.get(Sbom.PATH), READ_ONLY, TIME)
                    .build();
        } catch (IOException e) {
            throw new ImageFailure("the bill of materials can't be written: " + e.getMessage());
        }
    }

    private static FileEntriesLayer layer(String name, SortedMap<String, Path> files) {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        files.forEach((path, file) -> layer.addEntry(file, AbsoluteUnixPath.get("/app/" + path), READ_ONLY, TIME));
        return layer.build();
    }
}
