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
                logins_seconds_bucket{method="password",service="%1$s",le="0.1"} 2
                logins_seconds_count{method="password",service="%1$s"} 2
                logins_seconds_sum{method="password",service="%1$s"} 0.12
                # HELP logins_seconds_max Longest
                # TYPE logins_seconds_max gauge
                logins_seconds_max{method="password",service="%1$s"} 0.09
                """;
        exposition.add(timer.formatted("a"));
        exposition.add(timer.formatted("b"));

        assertThat(exposition.text()).isEqualTo("""
                        # HELP logins_seconds Time of a login
                        # TYPE logins_seconds histogram
                        logins_seconds_bucket{method="password",service="a",le="0.1"} 2
                        logins_seconds_count{method="password",service="a"} 2
                        logins_seconds_sum{method="password",service="a"} 0.12
                        logins_seconds_bucket{method="password",service="b",le="0.1"} 2
                        logins_seconds_count{method="password",service="b"} 2
                        logins_seconds_sum{method="password",service="b"} 0.12
                        # HELP logins_seconds_max Longest
                        # TYPE logins_seconds_max gauge
                        logins_seconds_max{method="password",service="a"} 0.09
                        logins_seconds_max{method="password",service="b"} 0.09
                        """);
    }

    @Test
    void keepsSamplesAsTheyCame() {
        exposition.add("# TYPE up gauge\nup 1.0 1700000000000\nlonely{path=\"/a{id}, b\"} NaN\r\n");

        assertThat(exposition.text()).isEqualTo("""
                        # TYPE up gauge
                        up 1.0 1700000000000
                        # TYPE lonely untyped
                        lonely{path="/a{id}, b"} NaN
                        """);
    }

    @Test
    void callsUntypedWhatServicesTypeDifferently() {
        exposition.add("# TYPE size gauge\nsize{service=\"a\"} 1\n");
        exposition.add("# TYPE size counter\nsize{service=\"b\"} 2\n");

        assertThat(exposition.text()).isEqualTo("""
                        # TYPE size untyped
                        size{service="a"} 1
                        size{service="b"} 2
                        """);
    }

    @Test
    void leavesOutWhatIsNoSample() {
        exposition.add("\n\n# a remark\n{} 1\nbroken\nfine 1\n");

        assertThat(exposition.text()).isEqualTo("# TYPE fine untyped\nfine 1\n");
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
