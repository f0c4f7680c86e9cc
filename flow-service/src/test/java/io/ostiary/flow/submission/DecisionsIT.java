package io.ostiary.flow.submission;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.ostiary.contract.json.Ids;
import io.ostiary.flow.Store;
import io.ostiary.flow.TestConfiguration;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "flow"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class DecisionsIT {

    private static final int REQUESTS = 20;

    @Inject
    FlowRepository flows;

    @Inject
    Decisions decisions;

    @Inject
    Store store;

    /** A session that was issued can't be taken back because others are shown their forms again. */
    @RepeatedTest(5)
    void writesWhatCannotBeTakenBackAmongManyWhoStoreTheirForms() {
        Flow flow = store.get(() -> flows.add(flow()));

        assertThatCode(() -> store.atOnce(REQUESTS, () -> storesItsFormAndDecides(flow)))
                .doesNotThrowAnyException();
    }

    private Uni<Boolean> storesItsFormAndDecides(Flow flow) {
        return read(flow)
                .chain(stale -> read(flow).chain(flows::save).chain(() -> decisions.last(stale, List.of())))
                .replaceWith(true);
    }

    private Uni<Flow> read(Flow flow) {
        return flows.find(flow.kind(), flow.id());
    }

    private static Flow flow() {
        UUID id = Ids.ordered();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String page = "http://127.0.0.1:4433/";
        return new Flow(id, FlowKind.LOGIN, FlowType.BROWSER, page, now, now.plus(1, ChronoUnit.HOURS), page + id);
    }
}
