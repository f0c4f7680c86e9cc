package io.ostiary.courier.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.courier.channel.DeliveryFailure;
import io.ostiary.courier.channel.DeliveryFailure.Kind;
import io.ostiary.courier.message.MessageType;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DispatchRulesTest {

    private final DispatchRules rules = new DispatchRules(2, Set.of("login_code_valid"));

    @Test
    void sendsNothingThatHasExpired() {
        assertThat(rules.before(message("verification_code_valid", 0, false, true)))
                .contains(new Outcome.Abandoned(Outcome.Reason.EXPIRED, null));
    }

    @Test
    void sendsAgainAfterAnUnknownOutcome() {
        assertThat(rules.before(message("verification_code_valid", 0, true, false)))
                .isEmpty();
    }

    @Test
    void sendsAtMostOnceWhereAskedTo() {
        assertThat(rules.before(message("login_code_valid", 0, true, false)))
                .contains(new Outcome.Abandoned(Outcome.Reason.UNKNOWN, null));
        assertThat(rules.after(message("login_code_valid", 0, false, false), failure(Kind.UNKNOWN)))
                .isEqualTo(new Outcome.Abandoned(Outcome.Reason.UNKNOWN, "because"));
    }

    @Test
    void waitsLongerEachTime() {
        assertThat(rules.after(message("stub", 0, false, false), failure(Kind.REFUSED)))
                .isEqualTo(new Outcome.Again(Duration.ofMillis(500), true, "because", "because"));
        assertThat(rules.after(message("stub", 1, false, false), failure(Kind.REFUSED)))
                .isEqualTo(new Outcome.Again(Duration.ofMillis(1500), true, "because", "because"));
    }

    @Test
    void givesUpAfterTheConfiguredRetries() {
        assertThat(rules.after(message("stub", 2, false, false), failure(Kind.REFUSED)))
                .isEqualTo(new Outcome.Abandoned(Outcome.Reason.REFUSED, "because"));
    }

    @Test
    void countsNothingWhileTheProviderIsAway() {
        assertThat(rules.after(message("stub", 2, false, false), failure(Kind.UNREACHABLE)))
                .isInstanceOfSatisfying(Outcome.Again.class, again -> {
                    assertThat(again.counts()).isFalse();
                    assertThat(again.after()).isLessThanOrEqualTo(Duration.ofSeconds(15));
                });
    }

    @Test
    void waitsMinutesForAServerThatDefers() {
        assertThat(rules.after(message("stub", 0, false, false), failure(Kind.DEFERRED)))
                .isEqualTo(new Outcome.Again(Duration.ofMinutes(1), true, "because", "because"));
        assertThat(rules.after(message("stub", 1, false, false), failure(Kind.DEFERRED)))
                .isEqualTo(new Outcome.Again(Duration.ofMinutes(3), true, "because", "because"));
    }

    @Test
    void countsNothingWhileTheProviderTurnsEverybodyAway() {
        assertThat(rules.after(message("stub", 2, false, false), failure(Kind.TURNED_AWAY)))
                .isInstanceOfSatisfying(Outcome.Again.class, again -> {
                    assertThat(again.counts()).isFalse();
                    assertThat(again.after()).isLessThanOrEqualTo(Duration.ofMinutes(1));
                });
        assertThat(rules.after(message("login_code_valid", 0, false, false), failure(Kind.TURNED_AWAY)))
                .isInstanceOf(Outcome.Again.class);
    }

    @Test
    void givesUpAtOnceWhereNothingCanChange() {
        assertThat(rules.after(message("stub", 0, false, false), failure(Kind.FINAL)))
                .isEqualTo(new Outcome.Abandoned(Outcome.Reason.REFUSED, "because"));
    }

    private static DeliveryFailure failure(Kind kind) {
        return new DeliveryFailure(kind, "because");
    }

    private static ClaimedMessage message(String template, int failures, boolean unknown, boolean expired) {
        return new ClaimedMessage(
                UUID.randomUUID(),
                UUID.randomUUID(),
                MessageType.EMAIL,
                "email",
                "ada@example.org",
                template,
                new byte[0],
                failures + 1,
                failures,
                unknown,
                expired,
                Duration.ofSeconds(1));
    }
}
