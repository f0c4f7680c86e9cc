package io.ostiary.images;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.util.Set;

/**
 * A platform that images can be built for: Linux on one processor.
 *
 * @param architecture as images write it, {@code amd64} or {@code arm64}
 */
public record Platforms(String architecture) {

    private static final Set<String> KNOWN = Set.of("amd64", "arm64");

    /**
     * Reads {@code linux/amd64} or {@code linux/arm64}.
     *
     * @throws ImageFailure for anything else
     */
    public static Platforms parse(String text) {
        String architecture = text.startsWith("linux/") ? text.substring("linux/".length()) : text;
        if (!KNOWN.contains(architecture)) {
            throw new ImageFailure(text + " is not a platform; write linux/amd64 or linux/arm64");
        }
        return new Platforms(architecture);
    }

    /** The platform of the JVM that runs this. */
    public static Platforms here() {
        return new Platforms(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
    }

    Set<Platform> asSet() {
        return Set.of(new Platform(architecture, "linux"));
    }
}
