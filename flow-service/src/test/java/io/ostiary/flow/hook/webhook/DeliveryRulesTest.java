package io.ostiary.flow.hook.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.outbound.Outcome;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryRulesTest {

    private final DeliveryRules rules = new DeliveryRules(12);

    @Test
    void isDoneOnceTheReceiverHasTakenIt() {
        assertThat(rules.after(1, answered(200))).isInstanceOf(DeliveryRules.Taken.class);
        assertThat(rules.after(1, answered(204))).isInstanceOf(DeliveryRules.Taken.class);
        assertThat(rules.after(1, new Outcome.TooLong(200))).isInstanceOf(DeliveryRules.Taken.class);
    }

    @Test
    void waitsLongerEachTimeAndAnHourAtMost() {
        assertThat(List.of(pause(1), pause(2), pause(3), pause(6), pause(11)))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(80),
                        Duration.ofHours(1),
                        Duration.ofHours(1));
    }

    @Test
    void givesUpAfterTheLastTry() {
        assertThat(rules.after(12, answered(500))).isInstanceOf(DeliveryRules.GiveUp.class);
    }

    @Test
    void givesUpAtOnceWhereAnotherTryIsOfNoUse() {
        assertThat(rules.after(1, answered(410))).isInstanceOf(DeliveryRules.GiveUp.class);
        assertThat(rules.after(1, new Outcome.Forbidden("host"))).isInstanceOf(DeliveryRules.GiveUp.class);
        assertThat(rules.afterFailure(1, "its program failed", true)).isInstanceOf(DeliveryRules.GiveUp.class);
    }

    private Duration pause(int attempts) {
        return ((DeliveryRules.Again) rules.after(attempts, answered(503))).pause();
    }

    private static Outcome answered(int status) {
        return new Outcome.Answered(status, Buffer.buffer());
    }
}
