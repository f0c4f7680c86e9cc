package io.ostiary.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All images of the tree, built once for the tests. */
final class BuiltImages {

    static final Path HOME =
            Path.of(System.getProperty("ostiary.home", "..")).toAbsolutePath().normalize();

    static final List<SuiteImage> IMAGES = SuiteImage.all(HOME);

    private static final Path WORK = HOME.resolve("images/target/built");

    private static @Nullable Map<String, Archive> built;

    private BuiltImages() {}

    /** Their archives by name. */
    static synchronized Map<String, Archive> archives() throws IOException {
        Map<String, Archive> known = built;
        if (known == null) {
            known = build("first");
            built = known;
        }
        return known;
    }

    static Path base() {
        return LocalBase.in(HOME.resolve(".ostiary/images"));
    }

    /** Builds all of them; under another name than {@code first} with nothing kept from builds before. */
    static Map<String, Archive> build(String folder) throws IOException {
        Map<String, Archive> archives = new LinkedHashMap<>();
        ImageBuilder builder = builder(folder);
        for (SuiteImage image : IMAGES) {
            archives.put(image.name(), build(builder, image, null, folder));
        }
        return archives;
    }

    static ImageBuilder builder(String folder) {
        return new ImageBuilder(
                BaseImage.named(base().toString()),
                Platforms.here(),
                new LayerPlan(IMAGES),
                "0.1.0",
                folder.equals("first") ? HOME.resolve(".ostiary/images/cache") : WORK.resolve(folder + "-cache"));
    }

    static Archive build(ImageBuilder builder, SuiteImage image, @Nullable Path cache, String folder)
            throws IOException {
        Path tar = WORK.resolve(folder).resolve(image.name() + ".tar");
        builder.toTar(image, "ostiary/" + image.name(), cache, tar);
        return new Archive(tar);
    }
}
