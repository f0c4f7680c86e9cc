package io.ostiary.flow.method.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptTest {

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final List<String> fetched = new ArrayList<>();
    private boolean down;
    private final Kept<String> kept = new Kept<>(
            Duration.ofHours(1),
            2,
            clock(),
            key -> Uni.createFrom().item(() -> {
                fetched.add(key);
                if (down) {
                    throw new IllegalStateException("down");
                }
                return key + fetched.size();
            }));

    @Test
    void fetchesAgainOnlyAfterItsTime() {
        assertThat(get("a")).isEqualTo("a1");
        assertThat(get("a")).isEqualTo("a1");
        now = now.plus(Duration.ofHours(1));
        assertThat(get("a")).isEqualTo("a2");
    }

    @Test
    void servesOnWhatItHadWhileTheSourceIsDown() {
        get("a");
        down = true;
        now = now.plus(Duration.ofHours(2));

        assertThat(get("a")).isEqualTo("a1");
    }

    @Test
    void keepsNoFailure() {
        down = true;
        assertThatThrownBy(() -> get("a")).hasMessage("down");
        down = false;

        assertThat(get("a")).isEqualTo("a2");
    }

    @Test
    void forgetsTheOldestWhereThereAreTooMany() {
        get("a");
        get("b");
        get("c");
        get("b");
        get("a");

        assertThat(fetched).containsExactly("a", "b", "c", "a");
    }

    @Test
    void asksOnceForManyWhoAskAtOnce() {
        List<UniEmitter<? super String>> waiting = new ArrayList<>();
        Kept<String> slow = new Kept<>(
                Duration.ofHours(1), 2, clock(), key -> Uni.createFrom().emitter(waiting::add));
        List<String> got = new ArrayList<>();
        slow.of("a").subscribe().with(got::add);
        slow.of("a").subscribe().with(got::add);

        waiting.forEach(each -> each.complete("the answer"));

        assertThat(waiting).hasSize(1);
        assertThat(got).containsExactly("the answer", "the answer");
    }

    private String get(String key) {
        return kept.of(key).await().indefinitely();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
