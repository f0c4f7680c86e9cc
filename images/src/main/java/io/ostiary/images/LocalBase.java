package io.ostiary.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A base made from what is at hand: a run time linked from the JDK that runs this, without a
 * compiler, and the C library of this machine. There is no shell in it and no package manager. For
 * tests and for machines without a registry; a release is built on {@link BaseImage#DEFAULT}.
 */
public final class LocalBase {

    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
    private static final String HOME = "/opt/java";

    private static final Instant TIME = Instant.ofEpochSecond(1);

    private static final String MODULES =
            "java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,"
                    + "java.net.http,java.prefs,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.jfr,"
                    + "jdk.management,jdk.net,jdk.unsupported,jdk.zipfs,jdk.naming.dns,jdk.jcmd,jdk.httpserver";

    /** Libraries that jars bring ask for these; the run time itself may not. */
    private static final List<String> ALWAYS =
            List.of("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1");

    private static final Pattern LINKED = Pattern.compile("(/\\S+) \\(0x[0-9a-f]+\\)");

    private LocalBase() {}

    /**
     * Makes it, unless it is there.
     *
     * @param work folder for the linked run time and the archive
     * @return the archive
     * @throws ImageFailure where there is no {@code jlink} or no GNU C library
     */
    public static Path in(Path work) {
        Path archive = work.resolve("base-%s-%s.tar"
                .formatted(Runtime.version().toString(), Platforms.here().architecture()));
        if (Files.exists(archive)) {
            return archive;
        }
        try {
            Files.createDirectories(work);
            Path runtime = work.resolve("runtime");
            if (!Files.exists(runtime.resolve("lib/server/classes.jsa"))) {
                link(runtime);
            }
            Path draft = work.resolve("base.tar.new");
            write(runtime, libraries(runtime), accounts(work), draft);
            Files.move(draft, archive);
            return archive;
        } catch (IOException e) {
            throw new ImageFailure("the base can't be made: " + e.getMessage());
        }
    }

    private static void link(Path runtime) throws IOException {
        Path jdk = Path.of(System.getProperty("java.home"));
        Path jlink = jdk.resolve("bin/jlink");
        if (!Files.isExecutable(jlink)) {
            throw new ImageFailure("there is no jlink in " + jdk + "; it takes a JDK to make a base");
        }
        deleteTree(runtime);
        run(List.of(
                jlink.toString(),
                "--add-modules",
                MODULES,
                "--no-man-pages",
                "--no-header-files",
                "--strip-java-debug-attributes",
                "--output",
                runtime.toString()));
        // The archive of classes names the time of this file, which in the image is the first second.
        Files.setLastModifiedTime(runtime.resolve("lib/modules"), FileTime.from(TIME));
        run(List.of(runtime.resolve("bin/java").toString(), "-Xshare:dump", "-XX:+UseSerialGC"));
    }

    /** The shared libraries of the run time, by the path that their users know. */
    private static Map<String, Path> libraries(Path runtime) throws IOException {
        Set<String> linked = new TreeSet<>();
        List<Path> binaries;
        try (Stream<Path> files = Files.walk(runtime)) {
            binaries = files.filter(each -> each.toString().endsWith(".so") || each.endsWith("bin/java"))
                    .toList();
        }
        for (Path binary : binaries) {
            LINKED.matcher(run(List.of("ldd", binary.toString())))
                    .results()
                    .map(each -> each.group(1))
                    .filter(each -> !each.startsWith(runtime.toString()))
                    .forEach(linked::add);
        }
        Path folder = linked.stream()
                .filter(each -> each.endsWith("/libc.so.6"))
                .map(each -> Path.of(each).getParent())
                .findAny()
                .orElseThrow(() -> new ImageFailure("this machine has no GNU C library"));
        Map<String, Path> libraries = new TreeMap<>();
        for (String each : linked) {
            libraries.put(each, Path.of(each).toRealPath());
        }
        for (String each : ALWAYS) {
            Path file = folder.resolve(each);
            if (Files.exists(file)) {
                libraries.put(file.toString(), file.toRealPath());
            }
        }
        return libraries;
    }

    private static Map<String, Path> accounts(Path work) throws IOException {
        Path passwd = work.resolve("passwd");
        Path group = work.resolve("group");
        Path names = work.resolve("nsswitch.conf");
        Files.writeString(passwd, "root:x:0:0:root:/:/nologin\nostiary:x:10001:10001:ostiary:/app:/nologin\n");
        Files.writeString(group, "root:x:0:\nostiary:x:10001:\n");
        Files.writeString(names, "hosts: files dns\n");
        return Map.of("/etc/passwd", passwd, "/etc/group", group, "/etc/nsswitch.conf", names);
    }

    private static void write(Path runtime, Map<String, Path> libraries, Map<String, Path> accounts, Path archive)
            throws IOException {
        var system = FileEntriesLayer.builder().setName("C library");
        libraries.forEach((path, file) -> system.addEntry(file, AbsoluteUnixPath.get(path), EXECUTABLE, TIME));
        new TreeMap<>(accounts)
                .forEach((path, file) -> system.addEntry(
                        file, AbsoluteUnixPath.get(path), FilePermissions.DEFAULT_FILE_PERMISSIONS, TIME));
        FileEntriesLayer java = java(runtime);
        try {
            Jib.fromScratch()
                    .setPlatforms(Platforms.here().asSet())
                    .addFileEntriesLayer(system.build())
                    .addFileEntriesLayer(java)
                    .addEnvironmentVariable("PATH", HOME + "/bin")
                    .addEnvironmentVariable("JAVA_HOME", HOME)
                    .addEnvironmentVariable("LANG", "C.UTF-8")
                    .setCreationTime(Instant.EPOCH)
                    .containerize(Containerizer.to(TarImage.at(archive).named("ostiary/base:local"))
                            .setOfflineMode(true)
                            .setToolName("ostiary")
                            .setBaseImageLayersCache(archive.resolveSibling("base-layers"))
                            .setApplicationLayersCache(archive.resolveSibling("layers")));
        } catch (InvalidImageReferenceException
                | RegistryException
                | CacheDirectoryCreationException
                | ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static FileEntriesLayer java(Path runtime) throws IOException {
        var layer = FileEntriesLayer.builder().setName("Java");
        try (Stream<Path> files = Files.walk(runtime)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> layer.addEntry(
                            file,
                            AbsoluteUnixPath.get(HOME + "/" + runtime.relativize(file)),
                            Files.isExecutable(file) ? EXECUTABLE : FilePermissions.DEFAULT_FILE_PERMISSIONS,
                            TIME));
        }
        return layer.build();
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
