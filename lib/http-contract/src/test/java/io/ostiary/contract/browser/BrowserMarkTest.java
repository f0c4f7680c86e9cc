package io.ostiary.contract.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BrowserMarkTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Duration LIFESPAN = Duration.ofDays(90);
    private static final Secret OLD = Secret.of("an old secret of the tests");
    private static final Secret NEW = Secret.of("a new secret of the tests");
    private static final UUID ANN = UUID.fromString("0d5a3c2e-6f0b-4a5e-9d1c-2f6f4f0b7a11");
    private static final UUID BEN = UUID.fromString("0d5a3c2e-6f0b-4a5e-9d1c-2f6f4f0b7a12");

    private final BrowserMark marks = new BrowserMark(List.of(OLD), LIFESPAN);

    @Test
    void fitsTheIdentityThatSignedInAndNoOther() {
        byte[] mark = marks.of(ANN, NOW);

        assertThat(marks.fits(mark, ANN, NOW)).isTrue();
        assertThat(marks.fits(mark, BEN, NOW)).isFalse();
    }

    @Test
    void endsByAge() {
        byte[] mark = marks.of(ANN, NOW);

        assertThat(marks.fits(mark, ANN, NOW.plus(LIFESPAN))).isTrue();
        assertThat(marks.fits(mark, ANN, NOW.plus(LIFESPAN).plus(Duration.ofDays(1))))
                .isFalse();
        assertThat(marks.isYoung(mark, NOW.minus(Duration.ofDays(1)))).isFalse();
    }

    @Test
    void fitsNoMoreWhenABitIsChanged() {
        for (int i = 0; i < BrowserMark.BYTES; i++) {
            byte[] mark = marks.of(ANN, NOW);
            mark[i] ^= 1;
            assertThat(marks.fits(mark, ANN, NOW)).as("byte %d", i).isFalse();
        }
    }

    @Test
    void isGoodUnderAnOlderSecretUntilThatIsRemoved() {
        byte[] mark = marks.of(ANN, NOW);

        assertThat(new BrowserMark(List.of(NEW, OLD), LIFESPAN).fits(mark, ANN, NOW))
                .isTrue();
        assertThat(new BrowserMark(List.of(NEW), LIFESPAN).fits(mark, ANN, NOW)).isFalse();
    }

    @Test
    void differsBetweenBrowsers() {
        assertThat(marks.of(ANN, NOW)).isNotEqualTo(marks.of(ANN, NOW));
    }
}
