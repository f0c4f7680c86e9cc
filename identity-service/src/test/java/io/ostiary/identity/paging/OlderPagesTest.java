package io.ostiary.identity.paging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OlderPagesTest {

    @Test
    void takesWhatIsNoNumberForNothing() {
        assertThat(OlderPages.read("x", "y")).isEqualTo(new OlderPages(0, 250));
        assertThat(OlderPages.read(null, null)).isEqualTo(new OlderPages(0, 250));
    }

    @Test
    void keepsPagesBetweenOneAndFiveHundredEntries() {
        assertThat(OlderPages.read("0", "0").size()).isEqualTo(1);
        assertThat(OlderPages.read("0", "501").size()).isEqualTo(500);
        assertThat(OlderPages.read("-1", "10").page()).isZero();
        assertThat(OlderPages.read("2147483647", "500").offset()).isPositive();
    }

    @Test
    void linksToTheNeighbours() {
        assertThat(OlderPages.read("0", "2").links("http://a/identities", 5))
                .isEqualTo("<http://a/identities?page=1&per_page=2>; rel=\"next\","
                        + "<http://a/identities?page=2&per_page=2>; rel=\"last\"");
        assertThat(OlderPages.read("2", "2").links("http://a/identities", 5))
                .isEqualTo("<http://a/identities?page=0&per_page=2>; rel=\"first\","
                        + "<http://a/identities?page=1&per_page=2>; rel=\"prev\"");
        assertThat(OlderPages.read("0", "2").links("http://a/identities", 0)).isEmpty();
    }
}
