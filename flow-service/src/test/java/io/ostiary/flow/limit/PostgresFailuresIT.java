package io.ostiary.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Ids;
import io.ostiary.events.FlowFailed;
import io.ostiary.flow.Store;
import io.ostiary.flow.TestConfiguration;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.outbox.write.Event;
import io.ostiary.outbox.write.Outbox;
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
class PostgresFailuresIT {

    private static final Instant NOW = Instant.parse("2026-05-01T12:05:00Z");
    private static final int ALLOWED = 10;
    private static final int FROM_ONE_NETWORK = 5;
    private static final int FROM_NETWORK_IN_ALL = 300;

    @Inject
    Pool pool;

    @Inject
    Outbox outbox;

    @Inject
    Configuration configuration;

    @Inject
    Store store;

    private final MutableClock clock = MutableClock.at(NOW);
    private final String ann = "ann." + UUID.randomUUID() + "@example.org";
    private final String here = UUID.randomUUID().toString();
    private final byte[] mark = here.substring(0, 16).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private LimitSettings settings;
    private Subjects subjects;
    private PostgresFailures failures;

    @BeforeEach
    void begin() {
        settings = new LimitSettings(configuration);
        subjects = new Subjects(configuration);
        failures = failures();
    }

    private PostgresFailures failures() {
        return new PostgresFailures(pool, outbox, clock, settings);
    }

    @Test
    void looksAtTenGuessesOfAThousandNetworksAtOneAccount() {
        int looked = 0;
        for (int i = 0; i < 1_000; i++) {
            looked += tryOnce(guess(ann, here + i)) ? 1 : 0;
        }

        assertThat(looked).isEqualTo(ALLOWED);
    }

    @Test
    void looksAtThreeHundredGuessesOfOneNetworkAtAThousandAccounts() {
        int looked = 0;
        for (int i = 0; i < 1_000; i++) {
            looked += tryOnce(guess(i + ann, here)) ? 1 : 0;
        }

        assertThat(looked).isEqualTo(FROM_NETWORK_IN_ALL);
    }

    @Test
    void letsOneStrangerShutTheAccountForNobodyElse() {
        while (tryOnce(guess(ann, here))) {
            // until it is refused
        }

        Counted fromHere = counted(guess(ann, here));
        assertThat(fromHere.pair().failures()).isEqualTo(ALLOWED);
        assertThat(fromHere.account().failures()).isEqualTo(FROM_ONE_NETWORK);
        assertThat(settings.judge().judge(counted(guess(ann, here + "elsewhere")), clock.instant()))
                .isInstanceOf(Ruling.Allowed.class);
    }

    @Test
    void losesNoneOfManyAtOnce() {
        store.atOnce(20, () -> failures.add(guess(ann, here), Ids.ordered(), event()));

        Counted counted = counted(guess(ann, here));
        assertThat(counted.pair().failures()).isEqualTo(20);
        assertThat(counted.current()).isEqualTo(20);
        assertThat(counted.account().failures()).isEqualTo(FROM_ONE_NETWORK);
    }

    @Test
    void spreadsANetworkOverSeveralRows() {
        for (int i = 0; i < 60; i++) {
            fail(guess(null, here));
        }

        assertThat(store.count("SELECT count(*) FROM failure WHERE account IS NULL AND subject = '\\x"
                        + java.util.HexFormat.of().formatHex(subjects.network(here)) + "'"))
                .isGreaterThan(1)
                .isLessThanOrEqualTo(8);
        assertThat(counted(guess(null, here)).current()).isEqualTo(60);
    }

    @Test
    void remembersAfterARestart() {
        fail(guess(ann, here));
        failures = failures();

        assertThat(counted(guess(ann, here)).account()).isEqualTo(new Tally(1, NOW));
    }

    @Test
    void forgetsADayAfterTheLastFailure() {
        for (int i = 0; i < 20; i++) {
            fail(guess(ann, here + i));
        }
        clock.advance(Duration.ofHours(24));

        assertThat(counted(guess(ann, here)).account()).isEqualTo(Tally.NONE);
        fail(guess(ann, here));
        assertThat(counted(guess(ann, here)).account().failures()).isEqualTo(1);
    }

    @Test
    void countsABrowserThatIsKnownForItself() {
        store.get(() -> failures.addOfBrowser(guess(ann, here), event()));

        Counted counted = counted(guess(ann, here));
        assertThat(counted.browser().failures()).isEqualTo(1);
        assertThat(counted.account()).isEqualTo(Tally.NONE);
        assertThat(counted.current()).isZero();
    }

    @Test
    void liftsWhatIsCountedAtAnAccount() {
        fail(guess(ann, here));
        store.get(() -> failures.addOfBrowser(guess(ann, here), event()));
        byte[] account = subjects.account(FlowKind.LOGIN, ann);
        assertThat(store.get(() -> failures.of(List.of(account), 10))).hasSize(3);

        store.get(() -> failures.lift(List.of(account)));

        assertThat(store.get(() -> failures.of(List.of(account), 10))).isEmpty();
        assertThat(counted(guess(ann, here)).pair()).isEqualTo(Tally.NONE);
    }

    @Test
    void tellsOfAFailureWithoutNamingAnybody() {
        UUID flow = Ids.ordered();
        store.get(() -> failures.add(
                guess(ann, here), Ids.ordered(), Event.of(new FlowFailed(flow, "login", "password", "wrong"))));

        String told = store.text(
                "SELECT payload FROM (SELECT payload FROM outbox UNION ALL SELECT payload FROM outbox_published) AS events"
                        + " WHERE payload LIKE '%" + flow + "%'");
        assertThat(told).contains("flow.failed", "\"reason\"", "wrong").doesNotContain(ann, "example.org");
    }

    /** Whether a guess was looked at; it was wrong then. */
    private boolean tryOnce(Guess guess) {
        boolean looks = settings.judge().judge(counted(guess), clock.instant()) instanceof Ruling.Allowed;
        if (looks) {
            fail(guess);
        }
        return looks;
    }

    private void fail(Guess guess) {
        store.get(() -> failures.add(guess, UUID.randomUUID(), event()));
    }

    private Counted counted(Guess guess) {
        return store.get(() -> failures.counted(guess));
    }

    private static Event event() {
        return Event.of(new FlowFailed(Ids.ordered(), "login", "password", "wrong"));
    }

    private Guess guess(String identifier, String network) {
        byte[] account = identifier == null ? null : subjects.account(FlowKind.LOGIN, identifier);
        return new Guess(
                null,
                "password",
                identifier,
                account,
                subjects.network(network),
                account == null ? null : subjects.pair(account, network),
                mark,
                account == null ? null : subjects.browser(account, mark));
    }
}
