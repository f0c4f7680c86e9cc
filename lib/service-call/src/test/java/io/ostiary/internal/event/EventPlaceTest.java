package io.ostiary.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPlaceTest {

    private static final Instant TIME = Instant.parse("2026-11-24T10:00:00.123456Z");

    @Test
    void comesBackFromItsToken() {
        EventPlace place = new EventPlace(TIME, UUID.fromString("019ab228-ae00-7000-8000-0000000000ff"));

        assertThat(EventPlace.read(place.token())).contains(place);
        assertThat(EventPlace.read(EventPlace.END.token())).contains(EventPlace.END);
    }

    @Test
    void standsByTimeAndThenByIdAsPostgresSortsIt() {
        EventPlace small = new EventPlace(TIME, UUID.fromString("019ab228-ae00-7000-8000-000000000000"));
        EventPlace large = new EventPlace(TIME, UUID.fromString("f19ab228-ae00-7000-8000-000000000000"));

        assertThat(small).isLessThan(large);
        assertThat(large).isLessThan(new EventPlace(TIME.plusNanos(1_000), small.id()));
        assertThat(large).isLessThan(EventPlace.END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "no token!", "AZqyKK4AcACAAAAAAAAA_w"})
    void isNothingElse(String token) {
        assertThat(EventPlace.read(token)).isEmpty();
    }

    @Test
    void hasNoTimeThatADatabaseCanNotHold() {
        byte[] bytes = new byte[24];
        bytes[0] = 0x7f;

        assertThat(EventPlace.read(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isEmpty();
    }
}
