package io.ostiary.console.entrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedHeaderTest {

    private final Entrance entrance =
            new TrustedHeader("X-User", List.of("10.1.0.0/16", "::1"), List.of("carla"), List.of("leo"));

    private record Request(String peer, List<String> values) implements Caller {

        @Override
        public List<String> headers(String name) {
            return name.equals("X-User") ? values : List.of();
        }

        @Override
        public Optional<String> cookie(String name) {
            return Optional.empty();
        }
    }

    @Test
    void givesEachNameItsRole() {
        assertThat(from("10.1.2.3", "carla")).isEqualTo(new Arrival.Known(new Operator("carla", Role.CHANGE)));
        assertThat(from("::1", "leo")).isEqualTo(new Arrival.Known(new Operator("leo", Role.LOOK)));
        assertThat(from("10.1.2.3", "mallory")).isEqualTo(new Arrival.Known(new Operator("mallory", Role.NONE)));
    }

    @Test
    void everybodyIsAStar() {
        Entrance open = new TrustedHeader("X-User", List.of("127.0.0.0/8"), List.of("carla"), List.of("*"));

        assertThat(open.arrival(new Request("127.0.0.1", List.of("anyone"))))
                .isEqualTo(new Arrival.Known(new Operator("anyone", Role.LOOK)));
        assertThat(open.arrival(new Request("127.0.0.1", List.of("carla"))))
                .isEqualTo(new Arrival.Known(new Operator("carla", Role.CHANGE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.2.0.1", "11.1.0.1", "::2", "::ffff:10.2.0.1", "", "localhost"})
    void ignoresTheHeaderFromElsewhere(String peer) {
        assertThat(from(peer, "carla")).isEqualTo(new Arrival.Stranger());
    }

    @Test
    void takesAnAddressWrittenTheLongWay() {
        assertThat(from("::ffff:10.1.0.1", "carla")).isInstanceOf(Arrival.Known.class);
    }

    @Test
    void refusesTwoValues() {
        assertThat(entrance.arrival(new Request("10.1.2.3", List.of("leo", "carla"))))
                .isInstanceOf(Arrival.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"leo, carla", "", "  ", "carla\u0000", "a\u0085b", "a\u202eb", "a\u2028b", "a\" did=\"nothing"})
    void refusesWhatIsNoName(String value) {
        assertThat(from("10.1.2.3", value)).isInstanceOf(Arrival.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "example.org", "10.0.0.0/x"})
    void refusesWhatIsNoNetwork(String network) {
        assertThatThrownBy(() -> new TrustedHeader("X-User", List.of(network), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Arrival from(String peer, String value) {
        return entrance.arrival(new Request(peer, List.of(value)));
    }
}
