package io.ostiary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Small things that pages are made of. */
class SmallTest {

    @Test
    void somebodyIsKnownByTheBestThereIs() {
        assertThat(person("{\"id\":\"i\",\"traits\":{\"name\":{\"first\":\"Ada\",\"last\":\"King\"}}}")
                        .label())
                .isEqualTo("Ada King");
        assertThat(person("{\"id\":\"i\",\"traits\":{\"username\":\"ada\"}}").label())
                .isEqualTo("ada");
        assertThat(person("{\"id\":\"i\",\"traits\":{\"username\":\"ada\"},\"credentials\":{\"password\":"
                                + "{\"identifiers\":[\"ada@example.org\"]}}}")
                        .label())
                .isEqualTo("ada@example.org");
        assertThat(person("{\"id\":\"i\"}").label()).isEqualTo("i");
    }

    @Test
    void aSpreadsheetCalculatesNothing() {
        assertThat(
                        Csv.of(
                                List.of(
                                        person(
                                                "{\"id\":\"i\",\"state\":\"active\",\"traits\":{\"email\":\"=1+1\",\"name\":\"a \\\"b\\\", c\"}}"))))
                .endsWith("\"i\",\"'=1+1\",\"a \"\"b\"\", c\",\"active\",\"\",\"\"\r\n");
    }

    @Test
    void figuresAreReadByService() {
        String text = """
                # TYPE ostiary_flow_failures_total counter
                ostiary_flow_failures_total{method="password",service="flow",} 2.0
                ostiary_flow_failures_total{method="code",service="flow",} 1.0
                ostiary_flow_failures_total_other{service="flow",} 9.0
                ostiary_flow_failures_total{service="x",} NaN
                """;

        assertThat(Metrics.byService(text, "ostiary_flow_failures_total")).isEqualTo(Map.of("flow", 3.0));
    }

    @Test
    void momentsAreToldInWords() {
        Instant now = Instant.parse("2026-03-03T12:00:00Z");

        assertThat(When.of("2026-03-03T11:59:30Z", now).text()).isEqualTo("just now");
        assertThat(When.of("2026-03-03T11:58:59Z", now).text()).isEqualTo("1 minute ago");
        assertThat(When.of("2026-03-03T15:00:00Z", now).text()).isEqualTo("in 3 hours");
        assertThat(When.of("2026-02-01T12:00:00Z", now).text()).isEqualTo("30 days ago");
        assertThat(When.of("", now)).isEqualTo(Cell.of(""));
    }

    private static Person person(String json) {
        try {
            return new Person(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
