package io.ostiary.flow.spent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Ids;
import io.ostiary.flow.Store;
import io.ostiary.flow.TestConfiguration;
import io.ostiary.testkit.fixture.MutableClock;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "flow"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class SpentIT {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant SOON = NOW.plusSeconds(90);
    private static final int MOST = 10;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    @Inject
    Pool pool;

    @Inject
    Configuration configuration;

    @Inject
    Store store;

    private final MutableClock clock = MutableClock.at(NOW);
    private final String key = UUID.randomUUID().toString();
    private Spent spent;
    private Tries tries;

    @BeforeEach
    void begin() {
        spent = new PostgresSpent(pool, clock);
        tries = new PostgresTries(pool, clock, configuration);
    }

    @Test
    void letsOneOfManyAttemptsClaim() {
        List<Boolean> claimed = store.atOnce(20, () -> spent.claim("totp", key, Ids.ordered(), SOON));

        assertThat(claimed).filteredOn(each -> each).hasSize(1);
    }

    @Test
    void letsAnotherAttemptClaimWhatWasGivenBack() {
        UUID first = Ids.ordered();
        claim("totp", first);
        claim("oidc", first);

        store.get(() -> spent.giveBack(first));

        assertThat(claim("totp", Ids.ordered())).isTrue();
        assertThat(claim("oidc", Ids.ordered())).isTrue();
    }

    @Test
    void keepsWhatAnotherAttemptClaimed() {
        claim("totp", Ids.ordered());

        store.get(() -> spent.giveBack(Ids.ordered()));

        assertThat(claim("totp", Ids.ordered())).isFalse();
    }

    @Test
    void letsTheSameAttemptClaimAgain() {
        UUID attempt = Ids.ordered();
        claim("totp", attempt);

        assertThat(claim("totp", attempt)).isTrue();
        assertThat(claim("totp", Ids.ordered())).isFalse();
    }

    @Test
    void tellsKindsApart() {
        claim("totp", Ids.ordered());

        assertThat(claim("oidc", Ids.ordered())).isTrue();
    }

    @Test
    void letsOneOfManyTakeOverWhatHasExpired() {
        claim("totp", Ids.ordered());
        clock.advance(Duration.between(NOW, SOON));

        List<Boolean> claimed = store.atOnce(20, () -> spent.claim("totp", key, Ids.ordered(), SOON.plusSeconds(90)));

        assertThat(claimed).filteredOn(each -> each).hasSize(1);
    }

    @Test
    void allowsNoMoreTriesAtOnceThanInARow() {
        List<Boolean> taken = store.atOnce(3 * MOST, () -> tries.take(key));

        assertThat(taken).filteredOn(each -> each).hasSize(MOST);
    }

    @Test
    void allowsOneMoreForATryThatWasNoGuess() {
        for (int i = 0; i < MOST + 5; i++) {
            take();
        }
        store.get(() -> tries.giveBack(key));

        assertThat(take()).isTrue();
        assertThat(take()).isFalse();
    }

    @Test
    void countsEachSubjectForItself() {
        for (int i = 0; i < MOST; i++) {
            take();
        }

        assertThat(store.get(() -> tries.take(key + " of another"))).isTrue();
        assertThat(take()).isFalse();
    }

    @Test
    void allowsTriesAgainInTheNextWindow() {
        for (int i = 0; i < MOST; i++) {
            take();
        }
        clock.advance(WINDOW);

        assertThat(take()).isTrue();
    }

    private boolean claim(String kind, UUID attempt) {
        return store.get(() -> spent.claim(kind, key, attempt, SOON));
    }

    private boolean take() {
        return store.get(() -> tries.take(key));
    }
}
