package io.ostiary.flow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.contract.json.Ids;
import io.ostiary.flow.Store;
import io.ostiary.flow.TestConfiguration;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "flow"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class PostgresMethodDataIT {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @Inject
    FlowRepository flows;

    @Inject
    Store store;

    @Test
    void keepsTheStateOfEachMethodApart() {
        Flow flow = flow(FlowKind.LOGIN);
        flow.state(MethodName.CODE).put("address", "of code");
        flow.state(MethodName.of("a/b~c")).put("address", "of another");
        store.get(() -> flows.add(flow));

        Flow read = read(flow);

        assertThat(read.state(MethodName.CODE).path("address").asText()).isEqualTo("of code");
        assertThat(read.state(MethodName.of("a/b~c")).path("address").asText()).isEqualTo("of another");
        assertThat(read.state(MethodName.LINK).isEmpty()).isTrue();
    }

    @Test
    void sealsTheSecretsOfAMethod() {
        Flow flow = flow(FlowKind.SETTINGS);
        flow.secrets(MethodName.CODE).put("seed", "JBSWY3DPEHPK3PXP");
        store.get(() -> flows.add(flow));

        assertThat(row(flow)).doesNotContain("JBSWY3DPEHPK3PXP", "seed");
        assertThat(read(flow).secrets(MethodName.CODE).path("seed").asText()).isEqualTo("JBSWY3DPEHPK3PXP");
        assertThat(FlowRendering.of(read(flow)).toString()).doesNotContain("sealed", "JBSWY3DPEHPK3PXP");
    }

    @Test
    void sealsOnlyWhatAMethodUsed() {
        Flow flow = flow(FlowKind.SETTINGS);
        flow.secrets(MethodName.CODE).put("seed", "JBSWY3DPEHPK3PXP");
        store.get(() -> flows.add(flow));
        Flow read = read(flow);
        String sealed = read.context().path("sealed").asText();
        store.get(() -> flows.save(read));
        assertThat(read(flow).context().path("sealed").asText()).isEqualTo(sealed);

        Flow used = read(flow);
        used.secrets(MethodName.LINK).put("verifier", "of link");
        store.get(() -> flows.decide(used, List.of()));

        assertThat(read(flow).secrets(MethodName.CODE).path("seed").asText()).isEqualTo("JBSWY3DPEHPK3PXP");
        assertThat(read(flow).secrets(MethodName.LINK).path("verifier").asText())
                .isEqualTo("of link");
    }

    @Test
    void forgetsSecretsThatAMethodRemoved() {
        Flow flow = flow(FlowKind.SETTINGS);
        flow.secrets(MethodName.CODE).put("seed", "JBSWY3DPEHPK3PXP");
        store.get(() -> flows.add(flow));
        Flow read = read(flow);
        read.secrets(MethodName.CODE).removeAll();

        store.get(() -> flows.save(read));

        assertThat(read(flow).context().has("sealed")).isFalse();
    }

    @Test
    void opensNoSecretsOfAnotherFlow() {
        Flow flow = flow(FlowKind.SETTINGS);
        flow.secrets(MethodName.CODE).put("seed", "JBSWY3DPEHPK3PXP");
        store.get(() -> flows.add(flow));
        Flow another = added(FlowKind.SETTINGS);
        store.run("UPDATE flow SET context = (SELECT context FROM flow WHERE id = '" + flow.id() + "') WHERE id = '"
                + another.id() + "'");
        Flow read = read(another);

        assertThatThrownBy(() -> read.secrets(MethodName.CODE)).isInstanceOf(UnreadableFlow.class);
    }

    private String row(Flow flow) {
        return store.text("SELECT f::text FROM flow f WHERE id = '" + flow.id() + "'");
    }

    private Flow added(FlowKind kind) {
        return store.get(() -> flows.add(flow(kind)));
    }

    private Flow read(Flow flow) {
        return store.get(() -> flows.find(flow.kind(), flow.id()));
    }

    private static Flow flow(FlowKind kind) {
        UUID id = Ids.ordered();
        Instant ends = NOW.plus(1, ChronoUnit.HOURS);
        return new Flow(id, kind, FlowType.BROWSER, "http://127.0.0.1:4433/", NOW, ends, "http://127.0.0.1:4433/" + id);
    }
}
