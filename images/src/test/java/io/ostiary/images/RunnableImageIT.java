package io.ostiary.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts what is in an image with the image's own Java, which has no compiler. */
class RunnableImageIT {

    @Test
    void startsTheCommandWithoutACompiler(@TempDir Path folder) throws Exception {
        BuiltImages.archives().get("cli").unpack(folder);

        assertThat(folder.resolve("opt/java/bin/javac")).doesNotExist();
        assertThat(run(folder, "cli", List.of("version"), Map.of())).contains("0.1.0");
    }

    /** Goes as far as the database that isn't there: all classes of a migration are in the image. */
    @Test
    void comesAsFarAsTheDatabaseWithAMigration(@TempDir Path folder) throws Exception {
        BuiltImages.archives().get("cli").unpack(folder);

        assertThat(run(
                        folder,
                        "cli",
                        List.of("migrate", "sql", "-e", "--yes"),
                        Map.of("DSN", "postgres://me:none@127.0.0.1:1/none")))
                .contains("can't be migrated")
                .doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
    }

    /** Without a configuration the gateway says so and ends; it gets there only if it starts. */
    @Test
    void startsTheGatewayAsFarAsItsConfiguration(@TempDir Path folder) throws Exception {
        BuiltImages.archives().get("gateway").unpack(folder);

        assertThat(run(folder, "gateway", List.of(), Map.of("QUARKUS_MANAGEMENT_PORT", "0")))
                .containsIgnoringCase("ostiary.config");
    }

    private static String run(Path root, String name, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        SuiteImage image = BuiltImages.IMAGES.stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow();
        List<String> command = new ArrayList<>(image.entrypoint(false));
        command.set(0, root.resolve("opt/java/bin/java").toString());
        command.addAll(arguments);
        Path output = Files.createTempFile(root, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.resolve("app").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("JAVA") || key.startsWith("JDK"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }
}
