package io.ostiary.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tries each target for {@code -Dfuzz.seconds} (3), beginning with its corpus, from a fixed seed. Jazzer takes one target for
 * each process. An input that fails is written to {@code target/fuzz/<target>}: put it into the target's corpus.
 */
class GeneratedInputsIT {

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);

    private static final int LONGEST_BYTES = 4096;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "courier.channel.smtp.SmtpReplyFuzzTest",
                "courier.template.TemplateFuzzTest",
                "flow.form.FormFuzzTest",
                "flow.http.ReturnAddressFuzzTest",
                "identity.hashing.HashFuzzTest",
                "identity.schema.TraitsFuzzTest",
                "session.token.TokenFuzzTest",
            })
    void findNothing(String target) throws Exception {
        Assumptions.assumeTrue(SECONDS > 0, "only the corpus was asked for");
        Path folder = Files.createDirectories(Path.of("target", "fuzz", target).toAbsolutePath());
        Path log = folder.resolve("log");
        Process fuzzing = new ProcessBuilder(command("io.ostiary." + target))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(fuzzing.waitFor()).as(() -> end(log)).isZero();
        assertThat(log).content().contains("Done");
    }

    private static List<String> command(String target) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target,
                "--instrumentation_includes=io.ostiary.**",
                // Records of calls between services have nothing to cover, and Jazzer breaks one of them.
                "--instrumentation_excludes=io.ostiary.internal.**",
                "-seed=1",
                "-max_len=" + LONGEST_BYTES,
                "-max_total_time=" + SECONDS);
    }

    private static String end(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return log.toString();
        }
    }
}
