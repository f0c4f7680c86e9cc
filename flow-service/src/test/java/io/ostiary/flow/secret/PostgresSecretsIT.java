package io.ostiary.flow.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.contract.json.Ids;
import io.ostiary.flow.Store;
import io.ostiary.flow.TestConfiguration;
import io.ostiary.outbox.write.TransactionWork;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "flow"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class PostgresSecretsIT {

    private static final Purpose PURPOSE = Purpose.LOGIN_CODE;

    @Inject
    PostgresSecrets secrets;

    @Inject
    Clock clock;

    @Inject
    Store store;

    private final UUID flow = Ids.ordered();
    private final UUID identity = Ids.random();

    @Test
    void findsASecretByItsText() {
        add("123456");

        OneTimeSecret found = find("123456");

        assertThat(found.flowId()).isEqualTo(flow);
        assertThat(found.identityId()).isEqualTo(identity);
        assertThat(found.via()).isEqualTo("email");
        assertThat(found.address()).isEqualTo("ann@example.org");
        assertThat(found.used()).isFalse();
        assertThat(found.isOpenAt(clock.instant())).isTrue();
        assertThat(find("654321")).isNull();
    }

    @Test
    void letsOneOfManyAttemptsClaim() {
        add("123456");
        OneTimeSecret secret = find("123456");

        List<Boolean> won = store.atOnce(20, () -> won(secrets.claim(secret, Ids.ordered())));

        assertThat(won).filteredOn(each -> each).hasSize(1);
    }

    @Test
    void letsOneOfManyTransactionsClaim() {
        add("123456");
        OneTimeSecret secret = find("123456");

        List<Boolean> won =
                store.atOnce(20, () -> won(inTransaction(session -> secrets.claim(session, secret, Ids.ordered()))));

        assertThat(won).filteredOn(each -> each).hasSize(1);
    }

    @Test
    void letsTheSameAttemptClaimAgain() {
        add("123456");
        UUID attempt = Ids.ordered();
        claim("123456", attempt);
        OneTimeSecret claimed = find("123456");

        store.get(() -> secrets.claim(claimed, attempt));

        assertThat(claimed.isOpenTo(attempt, clock.instant())).isTrue();
        assertThat(claimed.isOpenTo(Ids.ordered(), clock.instant())).isFalse();
        assertThatThrownBy(() -> store.get(() -> secrets.claim(claimed, Ids.ordered())))
                .isInstanceOf(ClaimedElsewhere.class);
    }

    @Test
    void claimsNothingInATransactionThatFails() {
        add("123456");
        OneTimeSecret secret = find("123456");
        IllegalStateException failure = new IllegalStateException("the flow can't go on");

        assertThatThrownBy(() -> store.get(() -> inTransaction(session -> secrets.claim(session, secret, Ids.ordered())
                        .chain(() -> Uni.createFrom().failure(failure)))))
                .isSameAs(failure);

        assertThat(find("123456").used()).isFalse();
    }

    @Test
    void opensASecretAgainThatWasGivenBack() {
        add("123456");
        UUID attempt = Ids.ordered();
        claim("123456", attempt);

        store.get(() -> secrets.release(flow, attempt));

        assertThat(find("123456").isOpenAt(clock.instant())).isTrue();
    }

    @Test
    void forgetsTheOnesThatNobodyClaimed() {
        add("123456");
        add("777777");
        claim("123456", Ids.ordered());

        store.get(() -> inTransaction(session -> secrets.forget(session, flow, PURPOSE)));

        assertThat(find("123456").used()).isTrue();
        assertThat(find("777777")).isNull();
    }

    private void add(String text) {
        NewSecret secret = new NewSecret(
                flow,
                PURPOSE,
                text,
                identity,
                "email",
                "ann@example.org",
                clock.instant().plus(Duration.ofHours(1)));
        store.get(() -> inTransaction(session -> secrets.add(session, secret)));
    }

    private void claim(String text, UUID attempt) {
        OneTimeSecret secret = find(text);
        store.get(() -> secrets.claim(secret, attempt));
    }

    private OneTimeSecret find(String text) {
        return store.get(() -> secrets.find(flow, PURPOSE, text));
    }

    private static Uni<Void> inTransaction(TransactionWork work) {
        return Panache.withTransaction(() -> Panache.getSession().chain(work::in));
    }

    private static Uni<Boolean> won(Uni<Void> claim) {
        return claim.replaceWith(true).onFailure(ClaimedElsewhere.class).recoverWithItem(false);
    }
}
