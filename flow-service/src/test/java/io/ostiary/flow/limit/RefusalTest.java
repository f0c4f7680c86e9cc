package io.ostiary.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.problem.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

    @ParameterizedTest
    @CsvSource({"1, 1 second", "30, 30 seconds", "60, 1 minute", "61, 2 minutes", "3600, 1 hour", "3601, 2 hours"})
    void tellsTheWaitInWordsAndInSeconds(long seconds, String words) {
        var message = Refusal.attempts(Duration.ofSeconds(seconds)).message();

        assertThat(message.text()).isEqualTo("That was tried too often. Wait " + words + ", then try again.");
        assertThat(message.context().path("retry_after_seconds").asLong()).isEqualTo(seconds);
    }

    @Test
    void roundsUpSoThatWhoWaitsHasWaitedLongEnough() {
        assertThat(Refusal.attempts(Duration.ofMillis(1001)).retryAfter()).hasSeconds(2);
        assertThat(Refusal.attempts(Duration.ZERO).retryAfter()).hasSeconds(1);
    }

    @Test
    void namesTheFieldOfTheChallenge() {
        Refusal refusal = Refusal.challenge(Duration.ofSeconds(30), "challenge_token");

        assertThat(refusal.message().context().path("field").asText()).isEqualTo("challenge_token");
        assertThat(((Problem.Limited) refusal.problem()).reason()).contains("challenge_token");
    }
}
