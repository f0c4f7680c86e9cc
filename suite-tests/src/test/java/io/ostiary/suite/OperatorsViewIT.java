package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can ask of a running suite. */
class OperatorsViewIT {

    @TempDir
    Path folder;

    @Test
    void givesMetricsOfAllServicesAndTellsOfKeysWithoutEffect() throws IOException {
        StackConfig config = StackConfig.in(folder);
        Path file = config.write();
        Files.writeString(file, "tracing: {service_name: x}\n", StandardOpenOption.APPEND);
        try (RunningStack stack = RunningStack.startFile(file, null)) {
            String metrics = text(config.adminUrl() + "/admin/metrics/prometheus");

            assertThat(metrics)
                    .containsOnlyOnce("# TYPE jvm_memory_used_bytes gauge")
                    .containsPattern("ostiary_configuration_warnings\\{service=\"gateway\",?} 1\\.0");
            for (String service : new String[] {"identity", "session", "flow", "courier", "gateway"}) {
                assertThat(metrics)
                        .contains("ostiary_service_up{service=\"" + service + "\"} 1")
                        .containsPattern("jvm_memory_used_bytes\\{[^}]*service=\"" + service + "\"");
            }
            assertThat(Http.get(config.publicUrl() + "/metrics/prometheus").status())
                    .isEqualTo(404);
            assertThat(Http.get(config.publicUrl() + "/admin/metrics/prometheus")
                            .status())
                    .isEqualTo(404);
            assertThat(Http.get(config.adminUrl() + "/admin/health").expect(200).text("/configuration_warnings"))
                    .isEqualTo("1");
            assertThat(stack.output())
                    .containsOnlyOnce("tracing.service_name is set, but has no effect in this version");
        }
    }

    private static String text(String url) throws IOException {
        try (InputStream in = URI.create(url).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
