package io.ostiary.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void putsNeighboursIntoOneNetwork() {
        assertThat(Network.of("192.0.2.1")).isPresent().isEqualTo(Network.of("192.0.2.254"));
        assertThat(Network.of("192.0.2.1")).isNotEqualTo(Network.of("192.0.3.1"));
        assertThat(Network.of("2001:db8:1:2::1")).isPresent().isEqualTo(Network.of("2001:db8:1:2:ffff::9"));
        assertThat(Network.of("2001:db8:1:2::1")).isNotEqualTo(Network.of("2001:db8:1:3::1"));
    }

    @Test
    void takesAnIpv4AddressThatIsWrittenAsAnIpv6One() {
        assertThat(Network.of("::ffff:192.0.2.1")).isEqualTo(Network.of("192.0.2.9"));
    }

    @Test
    void knowsNoNetworkOfNoAddress() {
        assertThat(Network.of(null)).isEmpty();
        assertThat(Network.of("unknown")).isEmpty();
    }

    @Test
    void findsAddressesInRanges() {
        List<Network> office =
                List.of(Network.parse("10.1.0.0/16"), Network.parse("2001:db8::/32"), Network.parse("::1"));

        assertThat(Network.anyContains(office, "10.1.255.3")).isTrue();
        assertThat(Network.anyContains(office, "10.2.0.1")).isFalse();
        assertThat(Network.anyContains(office, "2001:db8:ffff::1")).isTrue();
        assertThat(Network.anyContains(office, "::1")).isTrue();
        assertThat(Network.anyContains(office, null)).isFalse();
    }

    @Test
    void refusesWhatIsNoNetwork() {
        assertThatThrownBy(() -> Network.parse("10.0.0.0/33")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Network.parse("office")).isInstanceOf(IllegalArgumentException.class);
    }
}
