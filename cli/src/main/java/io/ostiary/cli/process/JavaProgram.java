package io.ostiary.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Command lines of child JVMs: the JDK of the launcher, small heaps, an AOT cache.
 *
 * <p>The JVM accepts a cache only if the class path, as written, the working directory's files and
 * the flags are those of the run that made it. So both runs come through here, with relative names.
 */
public final class JavaProgram {

    /** File name of a program's cache, in its working directory. */
    public static final String CACHE = "app.aot";

    /** Whether caches are used or made. */
    public enum Mode {
        /** Starts with the cache if there is one that fits. */
        USE_CACHE,
        /** Records while running and writes the cache at its end, which takes many seconds. */
        MAKE_CACHE
    }

    private static final int LEAST_YOUNG_MEGABYTES = 16;

    private final Mode mode;

    public JavaProgram(Mode mode) {
        this.mode = mode;
    }

    /**
     * The command of a JVM.
     *
     * @param directory its working directory, which also has the cache
     * @param cache file name of the cache there
     * @param heapMegabytes limit of its heap in MiB
     * @param program what to run: {@code -jar FILE}, or {@code -cp FILE CLASS}, with names relative
     *     to the directory
     */
    public List<String> command(Path directory, String cache, int heapMegabytes, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.add("-XX:+UseSerialGC");
        // The young generation is used up before it is collected, however little lives: small, it
        // stays small.
        command.add("-Xmn" + Math.max(LEAST_YOUNG_MEGABYTES, heapMegabytes / 6) + "m");
        command.add("-Xss512k");
        command.add("-XX:-UsePerfData");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("--enable-native-access=ALL-UNNAMED");
        // The caches' warnings (a class that changed, a name that doesn't fit) mean a slower start,
        // nothing else.
        command.add("-Xlog:disable");
        command.add("-Xlog:all=error:stderr");
        command.add("-Xlog:aot*=off,cds*=off");
        switch (mode) {
            case USE_CACHE -> {
                if (isCurrent(directory, directory.resolve(cache))) {
                    command.add("-XX:AOTCache=" + cache);
                    command.add("-XX:AOTMode=auto");
                }
            }
            case MAKE_CACHE -> command.add("-XX:AOTCacheOutput=" + cache);
        }
        command.addAll(program);
        return command;
    }

    /**
     * Whether the cache is younger than every jar of the program. The JVM checks that too, but not
     * for every form of class path (JDK 25 overlooks a changed jar that is named by {@code -cp}
     * with a manifest's class path), and would then run classes that are no longer in the jar.
     */
    private static boolean isCurrent(Path directory, Path cache) {
        if (!Files.exists(cache)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            FileTime made = Files.getLastModifiedTime(cache);
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jar")).toList()) {
                if (Files.getLastModifiedTime(file).compareTo(made) > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Variables that keep a JVM's native memory small: fewer arenas of the C library's allocator.
     */
    public static Map<String, String> environment() {
        return Map.of("MALLOC_ARENA_MAX", "2");
    }
}
