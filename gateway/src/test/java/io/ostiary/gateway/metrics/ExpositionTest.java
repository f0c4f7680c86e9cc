package io.ostiary.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExpositionTest {

    private final Exposition exposition = new Exposition();

    @Test
    void givesEachFamilyOnceWithTheSamplesOfAll() {
        String timer = """
                # HELP logins_seconds Time of a login
                # TYPE logins_seconds histogram
                logins_seconds_bucket{method="password",le="0.1"} 2
                logins_seconds_count{method="password"} 2
                logins_seconds_sum{method="password"} 0.12
                # HELP logins_seconds_max Longest
                # TYPE logins_seconds_max gauge
                logins_seconds_max{method="password"} 0.09
                """;
        exposition.add("a", timer);
        exposition.add("b", timer);

        assertThat(exposition.text()).isEqualTo("""
                        # HELP logins_seconds Time of a login
                        # TYPE logins_seconds histogram
                        logins_seconds_bucket{service="a",method="password",le="0.1"} 2
                        logins_seconds_count{service="a",method="password"} 2
                        logins_seconds_sum{service="a",method="password"} 0.12
                        logins_seconds_bucket{service="b",method="password",le="0.1"} 2
                        logins_seconds_count{service="b",method="password"} 2
                        logins_seconds_sum{service="b",method="password"} 0.12
                        # HELP logins_seconds_max Longest
                        # TYPE logins_seconds_max gauge
                        logins_seconds_max{service="a",method="password"} 0.09
                        logins_seconds_max{service="b",method="password"} 0.09
                        """);
    }

    @Test
    void keepsSamplesWithoutLabelsAndWithTimes() {
        exposition.add("a", "# TYPE up gauge\nup 1.0 1700000000000\nlonely NaN\n");

        assertThat(exposition.text()).isEqualTo("""
                        # TYPE up gauge
                        up{service="a"} 1.0 1700000000000
                        # TYPE lonely untyped
                        lonely{service="a"} NaN
                        """);
    }

    @Test
    void readsValuesOfLabelsThatLookLikeTheFormat() {
        exposition.add("a", "calls{path=\"/a{id}, \\\"x\\\"\\\\\",service=\"b\",} 3\n");

        assertThat(exposition.text())
                .contains("calls{service=\"a\",path=\"/a{id}, \\\"x\\\"\\\\\",exported_service=\"b\"} 3\n");
    }

    @Test
    void callsUntypedWhatServicesTypeDifferently() {
        exposition.add("a", "# TYPE size gauge\nsize 1\n");
        exposition.add("b", "# TYPE size counter\nsize 2\n");

        assertThat(exposition.text()).isEqualTo("""
                        # TYPE size untyped
                        size{service="a"} 1
                        size{service="b"} 2
                        """);
    }

    @Test
    void leavesOutWhatItCannotRead() {
        exposition.add("a", "broken{x=\"1\n<html>\n\n# a remark\n{} 1\nfine 1\r\n");

        assertThat(exposition.text()).isEqualTo("# TYPE fine untyped\nfine{service=\"a\"} 1\n");
    }

    @Test
    void addsGauge() {
        exposition.addGauge("up", "Is it up", new TreeMap<>(Map.of("a", 1, "b", 0)));

        assertThat(exposition.text()).isEqualTo("""
                        # HELP up Is it up
                        # TYPE up gauge
                        up{service="a"} 1
                        up{service="b"} 0
                        """);
    }
}
