package io.ostiary.cli.local;

import io.ostiary.cli.process.JavaProgram;
import io.ostiary.config.Configuration;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a local stack shall be.
 *
 * @param tree where the built programs are
 * @param file the configuration file that every process reads
 * @param configuration the same, loaded
 * @param overrides variables that override keys of the file, for every process
 * @param data folder to keep the embedded stores in; without it they are temporary
 * @param mode whether the JVMs use their caches or make them
 */
public record StackPlan(
        Tree tree,
        Path file,
        Configuration configuration,
        Map<String, String> overrides,
        @Nullable Path data,
        JavaProgram.Mode mode) {

    public StackPlan {
        overrides = Map.copyOf(overrides);
    }
}
