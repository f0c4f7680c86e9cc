package io.ostiary.session.whoami;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HorizonTest {

    @Test
    void namesTheOpenTransactionsAndTheNext() {
        assertThat(Horizon.of("10:20:10,14,15")).isEqualTo(new Horizon("20", List.of("10", "14", "15")));
    }

    @Test
    void namesTheNextAloneWhereNoneIsOpen() {
        assertThat(Horizon.of("10:10:")).isEqualTo(new Horizon("10", List.of()));
    }
}
