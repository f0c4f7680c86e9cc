package io.ostiary.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ostiary images}: builds the images of the tree that the start script belongs to. */
@Command(
        name = "images",
        description =
                "Builds the container images of the suite, without Docker. The same input gives the same digests.",
        footer = {
            "",
            "Without --tar and --push the archives are written to .ostiary/images.",
            "A base is a run time of Java 25: a reference of a registry, a Docker archive (FILE.tar), or \"local\","
                    + " which is made of the JDK and the C library here."
        })
public final class ImagesCommand implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    @Option(
            names = "--base",
            paramLabel = "BASE",
            description =
                    "What they are built on (default: " + BaseImage.DEFAULT + "); with several platforms one each.")
    private List<String> named = new ArrayList<>();

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "linux/amd64 or linux/arm64 (default: as here).")
    private List<String> platforms = new ArrayList<>();

    @Option(names = "--tar", paramLabel = "DIR", description = "Writes an archive for each image and platform.")
    private @Nullable Path tar;

    @Option(
            names = "--push",
            paramLabel = "REGISTRY",
            description = "Pushes them, such as registry.example.org/ostiary; of several platforms also an index.")
    private @Nullable String registry;

    @Option(
            names = "--aot",
            paramLabel = "DIR",
            description =
                    "Folder with <image>.aot, caches that the base's own Java has made; each becomes the last layer.")
    private @Nullable Path caches;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "In front of the images' names in archives (default: ${DEFAULT-VALUE}).")
    private String prefix = "ostiary";

    @Option(names = "--tag", paramLabel = "TAG", description = "Their tag (default: the version of the tree).")
    private @Nullable String tag;

    private ImagesCommand() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ImagesCommand()).setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof ImageFailure) {
                command.getErr().println(e.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw e;
        });
    }

    @Override
    public Integer call() throws IOException {
        Path home = Path.of(System.getProperty("ostiary.home", "."))
                .toAbsolutePath()
                .normalize();
        Path work = home.resolve(".ostiary/images");
        List<SuiteImage> images = SuiteImage.all(home);
        List<Platforms> wanted = platforms.isEmpty()
                ? List.of(Platforms.here())
                : platforms.stream().map(Platforms::parse).toList();
        List<String> bases = named.isEmpty() ? List.of(BaseImage.DEFAULT) : named;
        if (bases.size() != 1 && bases.size() != wanted.size()) {
            throw new ImageFailure("name one base, or one for each platform");
        }
        LayerPlan plan = new LayerPlan(images);
        List<ImageBuilder> builders = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String base = bases.get(bases.size() == 1 ? 0 : i);
            BaseImage found =
                    BaseImage.named(base.equals("local") ? LocalBase.in(work).toString() : base);
            builders.add(new ImageBuilder(found, wanted.get(i), plan, version(), work.resolve("cache")));
        }
        if (registry != null) {
            push(images, wanted, builders, registry);
        }
        if (tar != null || registry == null) {
            write(images, wanted, builders, tar == null ? work : tar);
        }
        return 0;
    }

    private void write(List<SuiteImage> images, List<Platforms> wanted, List<ImageBuilder> builders, Path folder)
            throws IOException {
        for (SuiteImage image : images) {
            for (int i = 0; i < wanted.size(); i++) {
                String suffix = wanted.size() == 1 ? "" : "-" + wanted.get(i).architecture();
                Path file = folder.resolve(image.name() + suffix + ".tar");
                String digest = builders.get(i).toTar(image, prefix + "/" + image.name(), cache(image), file);
                System.out.printf(
                        Locale.ROOT, "%-17s %s  %4d MB  %s%n", image.name(), digest, Files.size(file) >> 20, file);
            }
        }
    }

    private void push(List<SuiteImage> images, List<Platforms> wanted, List<ImageBuilder> builders, String target) {
        for (SuiteImage image : images) {
            String repository = target + "/" + image.name();
            if (wanted.size() == 1) {
                String digest = builders.getFirst().push(image, repository + ":" + version(), cache(image));
                System.out.printf("%-17s %s  %s:%s%n", image.name(), digest, repository, version());
                continue;
            }
            var index = new ImageIndex(repository);
            for (int i = 0; i < wanted.size(); i++) {
                String architecture = wanted.get(i).architecture();
                String platformTag = version() + "-" + architecture;
                builders.get(i).push(image, repository + ":" + platformTag, cache(image));
                index.add(platformTag, architecture);
            }
            System.out.printf("%-17s %s  %s:%s%n", image.name(), index.push(version()), repository, version());
        }
    }

    private @Nullable Path cache(SuiteImage image) {
        if (caches == null) {
            return null;
        }
        Path file = caches.resolve(image.name() + ".aot");
        return Files.isRegularFile(file) ? file : null;
    }

    private String version() {
        if (tag != null) {
            return tag;
        }
        String built = ImagesCommand.class.getPackage().getImplementationVersion();
        return built == null ? "0" : built;
    }
}
