package io.ostiary.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Paths that somebody made up leave the metrics of those that are there alone. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class InventedPathsIT {

    @Inject
    SessionService service;

    @Inject
    MeterRegistry metrics;

    @Test
    void countUnderOneName() {
        for (int i = 0; i < 120; i++) {
            service.open().options("/invented/" + i);
            service.open().post("/invented//" + i);
            service.admin().patch("/invented/" + i);
        }
        service.open().get("/sessions");

        // What was answered is counted a moment later.
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(names()).contains("/sessions", "/unmatched"));
        assertThat(names()).noneMatch(name -> name.contains("invented"));
    }

    private Set<String> names() {
        return metrics.find("http.server.requests").timers().stream()
                .map(timer -> timer.getId().getTag("uri"))
                .collect(Collectors.toSet());
    }
}
