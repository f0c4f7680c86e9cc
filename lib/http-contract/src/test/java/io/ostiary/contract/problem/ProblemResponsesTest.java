package io.ostiary.contract.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProblemResponsesTest {

    @Test
    void tellsWhenToTryAgain() {
        ProblemResponses.Answer answer =
                ProblemResponses.of(new Problem.Unavailable("the database is down", Duration.ofSeconds(2)));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void answersAnUnverifiedAddressWithAStatusUnlikeItsBody() {
        ProblemResponses.Answer answer = ProblemResponses.of(new Problem.VerifiedAddressRequired(null));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error().get("code").asInt()).isEqualTo(400);
    }

    @Test
    void tellsNothingAboutABug() {
        assertThat(ProblemResponses.unknown().body().toString())
                .doesNotContain("Exception")
                .contains("500");
    }
}
