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
        store.get(() -> exchange.complete(flow, Secret.of("the token")));

        List<Optional<Secret>> taken = store.atOnce(20, () -> exchange.take(init, browsersHalf(flow)));

        assertThat(taken)
                .filteredOn(Optional::isPresent)
                .extracting(token -> token.orElseThrow().reveal())
                .containsExactly("the token");
    }

    @Test
    void keepsTheCodeUntilTheFlowIsFinished() {
        Flow flow = flow();
        String init = open(flow);

        assertThat(take(init, browsersHalf(flow))).isEmpty();

        store.get(() -> exchange.complete(flow, Secret.of("the token")));
        assertThat(take(init, browsersHalf(flow))).isPresent();
    }

    @Test
    void keepsTheTokenFromWhoHasOneHalf() {
        Flow flow = flow();
        String init = open(flow);
        store.get(() -> exchange.complete(flow, Secret.of("the token")));

        assertThat(take(init, "a guess")).isEmpty();
        assertThat(take("a guess", browsersHalf(flow))).isEmpty();
        assertThat(take(init, browsersHalf(flow))).isPresent();
    }

    @Test
    void givesNothingForAnExpiredCode() {
        Flow flow = flow();
        String init = open(flow);
        store.get(() -> exchange.complete(flow, Secret.of("the token")));
        store.run("UPDATE session_exchange SET expires_at = now() - interval '1s' WHERE flow_id = '" + flow.id() + "'");

        assertThat(take(init, browsersHalf(flow))).isEmpty();
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

    /** The half that the app gets. That of the browser is set to a known one. */
    private String open(Flow flow) {
        store.get(() -> exchange.open(flow));
        store.run("UPDATE session_exchange SET return_to_code = sha256('" + browsersHalf(flow) + "') WHERE flow_id = '"
                + flow.id() + "'");
        return FlowRendering.of(flow).path("session_token_exchange_code").asText();
    }

    private Optional<Secret> take(String init, String returnTo) {
        return store.get(() -> exchange.take(init, returnTo));
    }

    private static String browsersHalf(Flow flow) {
        return "half of " + flow.id();
    }

    private Flow flow() {
        Instant now = clock.instant();
        UUID id = Ids.ordered();
        Flow flow = new Flow(id, FlowKind.LOGIN, FlowType.API, "", now, now.plus(Duration.ofHours(1)), "");
        flow.context().put("exchange", true);
        return flow;
    }
}
