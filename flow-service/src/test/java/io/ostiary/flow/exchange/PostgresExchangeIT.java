package io.ostiary.flow.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.Secret;
import io.ostiary.contract.json.Ids;
import io.ostiary.flow.Store;
import io.ostiary.flow.TestConfiguration;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRendering;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "flow"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class PostgresExchangeIT {

    @Inject
    PostgresExchange exchange;

    @Inject
    Clock clock;

    @Inject
    Store store;

    @Test
    void givesTheTokenOfAFinishedFlowToOneOfMany() {
        Flow flow = flow();
        String init = open(flow);
        String browsersHalf = complete(flow);

        List<Optional<Secret>> taken = store.atOnce(20, () -> exchange.take(init, browsersHalf));

        assertThat(taken)
                .filteredOn(Optional::isPresent)
                .extracting(token -> token.orElseThrow().reveal())
                .containsExactly("the token");
    }

    @Test
    void keepsTheCodeUntilTheFlowIsFinished() {
        Flow flow = flow();
        String init = open(flow);

        store.run("UPDATE session_exchange SET return_to_code = sha256('a half') WHERE flow_id = '" + flow.id() + "'");
        assertThat(take(init, "a half")).isEmpty();

        assertThat(take(init, complete(flow))).isPresent();
    }

    @Test
    void keepsTheTokenFromWhoHasOneHalf() {
        Flow flow = flow();
        String init = open(flow);
        String browsersHalf = complete(flow);

        assertThat(take(init, "a guess")).isEmpty();
        assertThat(take("a guess", browsersHalf)).isEmpty();
        assertThat(take(init, browsersHalf)).isPresent();
    }

    @Test
    void givesNothingForAnExpiredCode() {
        Flow flow = flow();
        String init = open(flow);
        String browsersHalf = complete(flow);
        store.run("UPDATE session_exchange SET expires_at = now() - interval '1s' WHERE flow_id = '" + flow.id() + "'");

        assertThat(take(init, browsersHalf)).isEmpty();
    }

    @Test
    void followsItsClientToAnotherFlow() {
        Flow flow = flow();
        String init = open(flow);
        Flow next = flow();
        next.context().removeAll();
        store.get(() -> exchange.move(flow, next));

        assertThat(take(init, complete(next))).isPresent();
    }

    @Test
    void opensNoneForAFlowThatAskedForNone() {
        Flow flow = flow();
        flow.context().removeAll();

        store.get(() -> exchange.open(flow));

        assertThat(FlowRendering.of(flow).has("session_token_exchange_code")).isFalse();
        assertThat(store.count("SELECT count(*) FROM session_exchange WHERE flow_id = '" + flow.id() + "'"))
                .isZero();
    }

    /** The half that the app gets. */
    private String open(Flow flow) {
        store.get(() -> exchange.open(flow));
        return FlowRendering.of(flow).path("session_token_exchange_code").asText();
    }

    /** The half that the browser gets. */
    private String complete(Flow flow) {
        return store.get(() -> exchange.complete(flow, Secret.of("the token"))).orElseThrow();
    }

    private Optional<Secret> take(String init, String returnTo) {
        return store.get(() -> exchange.take(init, returnTo));
    }

    private Flow flow() {
        Instant now = clock.instant();
        UUID id = Ids.ordered();
        Flow flow = new Flow(id, FlowKind.LOGIN, FlowType.API, "", now, now.plus(Duration.ofHours(1)), "");
        flow.context().put("exchange", true);
        return flow;
    }
}
