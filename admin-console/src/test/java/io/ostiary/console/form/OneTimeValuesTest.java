package io.ostiary.console.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.console.Hands;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneTimeValuesTest {

    private final Hands clock = new Hands();
    private final OneTimeValues<String> once = new OneTimeValues<>(clock);
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void doesItOnceAndAnswersASecondClickTheSame() {
        String value = once.issue("carla");

        assertThat(send(value, "carla")).isEqualTo("done 1");
        assertThat(send(value, "carla")).isEqualTo("done 1");
        assertThat(done).hasValue(1);
    }

    @Test
    void forgetsTheAnswerButNotThatItWasGiven() {
        String value = once.issue("carla");
        send(value, "carla");
        clock.turn(OneTimeValues.SECOND_CLICK.plusMillis(1));

        assertThat(send(value, "carla")).isEqualTo("again");
        assertThat(send(once.issue("carla"), "carla")).isEqualTo("done 2");
        assertThat(send(value, "carla")).isEqualTo("again");
    }

    @Test
    void belongsToOneOperator() {
        assertThat(send(once.issue("carla"), "leo")).isEqualTo("foreign");
        assertThat(send(new OneTimeValues<String>(clock).issue("carla"), "carla"))
                .isEqualTo("foreign");
        assertThat(done).hasValue(0);
    }

    @Test
    void getsTooOldWhetherItWasUsedOrNot() {
        String used = once.issue("carla");
        String unused = once.issue("carla");
        send(used, "carla");
        clock.turn(OneTimeValues.LIFESPAN);

        assertThat(send(used, "carla")).isEqualTo("foreign");
        assertThat(send(unused, "carla")).isEqualTo("foreign");
    }

    @Test
    void twoAtOnceWaitForTheSameAnswer() {
        String value = once.issue("carla");
        AtomicInteger begun = new AtomicInteger();
        Uni<String> slow = once.once(
                value,
                "carla",
                () -> Uni.createFrom().<String>emitter(emitter -> begun.incrementAndGet()),
                () -> "foreign",
                () -> "again");
        slow.subscribe().with(answer -> {});
        once.once(value, "carla", () -> Uni.createFrom().item("other"), () -> "foreign", () -> "again")
                .subscribe()
                .with(answer -> done.incrementAndGet());

        assertThat(begun).hasValue(1);
        assertThat(done).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "!",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void refusesWhatItNeverIssued(String value) {
        assertThat(send(value, "carla")).isEqualTo("foreign");
    }

    @Test
    void aValueThatWasChangedIsNone() {
        char[] value = once.issue("carla").toCharArray();
        value[3] = value[3] == 'A' ? 'B' : 'A';

        assertThat(send(new String(value), "carla")).isEqualTo("foreign");
    }

    private String send(String value, String operator) {
        return once.once(
                        value,
                        operator,
                        () -> Uni.createFrom().item(() -> "done " + done.incrementAndGet()),
                        () -> "foreign",
                        () -> "again")
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
