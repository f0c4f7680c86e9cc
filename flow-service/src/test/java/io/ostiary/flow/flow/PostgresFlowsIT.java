package io.ostiary.flow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.Store;
import io.ostiary.flow.TestConfiguration;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Event;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "flow"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class PostgresFlowsIT {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @Inject
    FlowRepository flows;

    @Inject
    FlowReading reading;

    @Inject
    Store store;

    @Inject
    MeterRegistry metrics;

    @Test
    void readsWhatItStored() {
        Flow flow = flow(FlowKind.LOGIN);
        flow.setActive("code");
        flow.requestAal("aal2");
        flow.setRefresh(true);
        flow.belongsTo(Ids.random());
        flow.setReturnTo("http://127.0.0.1:4455/welcome");
        flow.bindTo("a token");
        flow.context().put("asked", true);
        store.get(() -> flows.add(flow));

        Flow read = read(flow);

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("ui", "methods")
                .isEqualTo(flow);
        assertThat(read.ui().toText()).isEqualTo(flow.ui().toText());
    }

    @Test
    void readsWhatItSaved() {
        Flow flow = added(FlowKind.VERIFICATION);
        flow.moveTo(FlowState.SENT_EMAIL);
        flow.setActive("link");
        flow.belongsTo(Ids.random());
        flow.context().put("sent", 1);
        flow.ui().nodes().append(Node.input(NodeGroup.LINK, Attributes.input("email", "email"), null));

        Flow saved = store.get(() -> flows.save(flow));

        assertThat(saved).isSameAs(flow);
        assertThat(read(flow))
                .usingRecursiveComparison()
                .ignoringFields("ui", "methods")
                .isEqualTo(flow);
        assertThat(read(flow).ui().toText()).isEqualTo(flow.ui().toText());
    }

    @Test
    void findsNoFlowOfAnotherKind() {
        Flow flow = added(FlowKind.LOGIN);

        assertThat(store.get(() -> flows.find(FlowKind.RECOVERY, flow.id()))).isNull();
    }

    @Test
    void showsTheSecondTabWhatTheFirstStored() {
        Flow flow = added(FlowKind.SETTINGS);
        Flow first = read(flow);
        Flow second = read(flow);
        first.context().put("secret", "of the first tab");
        second.context().put("secret", "of the second tab");
        second.showOnce("once", TextNode.valueOf("to the second tab"));
        second.setTransientPayload(TextNode.valueOf("sent by the second tab"));
        double lost = lost("settings", "save");
        store.get(() -> flows.save(first));

        Flow shown = store.get(() -> flows.save(second));

        assertThat(shown.context().path("secret").asText()).isEqualTo("of the first tab");
        assertThat(shown.shownOnce().path("once").asText()).isEqualTo("to the second tab");
        assertThat(shown.transientPayload()).isEqualTo(TextNode.valueOf("sent by the second tab"));
        assertThat(read(flow).context().path("secret").asText()).isEqualTo("of the first tab");
        assertThat(lost("settings", "save") - lost).isEqualTo(1);
    }

    @Test
    void decidesNothingOnAFlowThatAnotherTabChanged() {
        Flow flow = added(FlowKind.SETTINGS);
        Flow first = read(flow);
        Flow second = read(flow);
        first.context().put("challenge", "of the first tab");
        double lost = lost("settings", "decide");
        store.get(() -> flows.save(first));
        Flow another = flow(FlowKind.SETTINGS);

        assertThatThrownBy(() -> store.get(() -> flows.decide(second, flows.adding(another), completed(second))))
                .isInstanceOf(FlowChanged.class);

        assertThat(read(flow).context().path("challenge").asText()).isEqualTo("of the first tab");
        assertThat(store.get(() -> flows.find(FlowKind.SETTINGS, another.id()))).isNull();
        assertThat(store.count("SELECT count(*) FROM outbox WHERE aggregateid = '" + flow.id() + "'"))
                .isZero();
        assertThat(lost("settings", "decide") - lost).isEqualTo(1);
    }

    @Test
    void decidesOnTheFreshFlowAfterAnotherTabChangedIt() {
        Flow flow = added(FlowKind.SETTINGS);
        Flow stale = read(flow);
        Flow first = read(flow);
        first.context().put("challenge", "of the first tab");
        store.get(() -> flows.save(first));

        Flow decided = store.get(() -> flows.decide(stale, List.of())
                .replaceWith(stale)
                .onFailure(FlowChanged.class)
                .recoverWithUni(
                        () -> flows.find(FlowKind.SETTINGS, flow.id()).call(fresh -> flows.decide(fresh, List.of()))));

        assertThat(decided.context().path("challenge").asText()).isEqualTo("of the first tab");
    }

    @Test
    void letsOneOfManyDecideOnOneVersion() {
        Flow flow = added(FlowKind.SETTINGS);

        List<Boolean> won = store.atOnce(20, () -> decided(flow));

        assertThat(won).filteredOn(each -> each).hasSize(1);
    }

    @Test
    void letsOneOfManyEndAFlowWhileItsFormIsShownAgain() {
        Flow flow = added(FlowKind.RECOVERY);

        List<Boolean> won = store.atOnce(
                20,
                () -> flows.find(FlowKind.RECOVERY, flow.id())
                        .chain(form -> flows.save(form))
                        .chain(() -> flows.find(FlowKind.RECOVERY, flow.id()))
                        .chain(read -> {
                            if (read.state() == FlowState.PASSED_CHALLENGE) {
                                return Uni.createFrom().item(false);
                            }
                            read.moveTo(FlowState.PASSED_CHALLENGE);
                            return won(flows.decide(read, List.of()));
                        }));

        assertThat(won).filteredOn(each -> each).hasSize(1);
        assertThat(read(flow).state()).isEqualTo(FlowState.PASSED_CHALLENGE);
    }

    @Test
    void endsAFlowWhoseFormWasShownToSomebodyElse() {
        Flow flow = added(FlowKind.RECOVERY);
        Flow right = read(flow);
        Flow wrong = read(flow);
        store.get(() -> flows.save(wrong));
        right.moveTo(FlowState.PASSED_CHALLENGE);

        store.get(() -> flows.decide(right, List.of()));

        assertThat(read(flow).state()).isEqualTo(FlowState.PASSED_CHALLENGE);
    }

    @Test
    void goesOnAfterAWriteOfTheSameRequest() {
        Flow flow = added(FlowKind.LOGIN);
        store.get(() -> flows.save(flow));
        store.get(() -> flows.decide(flow, List.of()));
        flow.context().put("last", true);

        store.get(() -> flows.save(flow));

        assertThat(read(flow).context().path("last").asBoolean()).isTrue();
    }

    @Test
    void staysUsableWhenADecisionFails() {
        Flow flow = added(FlowKind.LOGIN);
        IllegalStateException refused = new IllegalStateException("refused");
        assertThatThrownBy(() -> store.get(
                        () -> flows.decide(flow, session -> Uni.createFrom().failure(refused), completed(flow))))
                .isSameAs(refused);
        flow.context().put("refused", true);

        assertThat(store.get(() -> flows.save(flow))).isSameAs(flow);

        assertThat(read(flow).context().path("refused").asBoolean()).isTrue();
    }

    @Test
    void addsAFlowInATransactionOfOthers() {
        Flow flow = flow(FlowKind.VERIFICATION);

        store.get(() -> Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> flows.adding(flow)
                        .in(session)
                        .invoke(() -> session.currentTransaction().markForRollback()))));
        assertThat(store.get(() -> flows.find(FlowKind.VERIFICATION, flow.id())))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "type"})
    void isGoneWhenItHasAWordOfANewerVersion(String column) {
        Flow flow = added(FlowKind.LOGIN);
        store.run("UPDATE flow SET " + column + " = 'of_tomorrow' WHERE id = '" + flow.id() + "'");

        assertThatThrownBy(() ->
                        store.get(() -> reading.find(FlowKind.LOGIN, flow.id().toString())))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem())
                                .isInstanceOfSatisfying(
                                        Problem.FlowGone.class,
                                        gone -> assertThat(gone.details()
                                                        .path("redirect_to")
                                                        .asText())
                                                .isEqualTo("http://127.0.0.1:4433/self-service/login/browser")));
    }

    @Test
    void readsAFlowOfVersion010() {
        UUID id = Ids.random();
        store.run("""
                INSERT INTO flow (id, kind, type, state, version, request_url, issued_at, expires_at, created_at,
                    updated_at, ui, context)
                VALUES ('%s', 'recovery', 'api', 'sent_email', 3, 'http://127.0.0.1/', now(), now(), now(), now(),
                    '{"action":"http://127.0.0.1/","method":"POST","nodes":[]}', '{"method":"code","shown":{}}')
                """.formatted(id));

        Flow read = store.get(() -> flows.find(FlowKind.RECOVERY, id));

        assertThat(read.context().path("method").asText()).isEqualTo("code");
        assertThat(read.secrets(MethodName.CODE).isEmpty()).isTrue();
        assertThat(store.get(() -> flows.save(read))).isSameAs(read);
    }

    @Test
    void refusesAFlowThatHasGrownTooLarge() {
        Flow flow = added(FlowKind.REGISTRATION);
        flow.context().put("much", "x".repeat(PostgresFlowColumns.MOST_CHARACTERS));

        for (Supplier<Uni<?>> write : List.<Supplier<Uni<?>>>of(
                () -> flows.add(flow), () -> flows.save(flow), () -> flows.decide(flow, List.of()))) {
            assertThatThrownBy(() -> store.get(() -> write.get().replaceWithVoid()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem()).isInstanceOf(Problem.BadRequest.class));
        }
        assertThat(read(flow).context().has("much")).isFalse();
    }

    @Test
    void storesAFlowOfTheGreatestSize() {
        Flow flow = added(FlowKind.REGISTRATION);
        flow.context().put("much", "x".repeat(PostgresFlowColumns.MOST_CHARACTERS - 2_000));

        assertThat(store.get(() -> flows.save(flow))).isSameAs(flow);
    }

    private Uni<Boolean> decided(Flow flow) {
        return flows.find(flow.kind(), flow.id()).chain(read -> {
            read.version = 0;
            return won(flows.decide(read, List.of()));
        });
    }

    private static <T> Uni<Boolean> won(Uni<T> decision) {
        return decision.replaceWith(true).onFailure(FlowChanged.class).recoverWithItem(false);
    }

    private static List<Consequence> completed(Flow flow) {
        return List.of(Event.of(new FlowCompleted(flow.id(), flow.kind().wire(), "password", Ids.random())));
    }

    private Flow added(FlowKind kind) {
        return store.get(() -> flows.add(flow(kind)));
    }

    private Flow read(Flow flow) {
        return store.get(() -> flows.find(flow.kind(), flow.id()));
    }

    private double lost(String kind, String what) {
        return metrics.counter(PostgresFlows.CONFLICTS, "kind", kind, "lost", what)
                .count();
    }

    private static Flow flow(FlowKind kind) {
        UUID id = Ids.ordered();
        Instant ends = NOW.plus(1, ChronoUnit.HOURS);
        return new Flow(id, kind, FlowType.BROWSER, "http://127.0.0.1:4433/", NOW, ends, "http://127.0.0.1:4433/" + id);
    }
}
