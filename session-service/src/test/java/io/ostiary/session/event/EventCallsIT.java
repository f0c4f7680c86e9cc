package io.ostiary.session.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.json.Json;
import io.ostiary.internal.event.EventPlace;
import io.ostiary.internal.event.PastEvent;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.SessionService;
import io.ostiary.session.TestConfiguration;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The events about an identity, as identity-service asks for them. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class EventCallsIT {

    private static final String PUBLISHED = """
            WITH done AS (DELETE FROM outbox WHERE effect_key IS NULL AND aggregateid = $1 AND type = $2 RETURNING *)
            INSERT INTO outbox_published
                (position, id, aggregateid, type, payload, destination, created_at, published_at)
            SELECT position, id, aggregateid, type, payload, destination, created_at, now() FROM done
            """;

    @Inject
    SessionService service;

    @Test
    void listsWaitingAndPublishedOnesTheNewestFirst() {
        // Given
        IdentitySnapshot person = SessionService.person();
        Sessions.Issued issued = service.login(person);
        service.revoke(new Sessions.Revoke(null, issued.token(), null, null));
        service.login(person);
        service.login(SessionService.person());
        List<PastEvent> waiting = events(person.id(), EventPlace.END, 10);

        // When
        service.sql(PUBLISHED, person.id().toString(), "session.issued");
        List<PastEvent> some = events(person.id(), EventPlace.END, 10);

        // Then
        assertThat(some).isEqualTo(waiting);
        assertThat(some)
                .extracting(PastEvent::type)
                .containsExactly("session.issued", "session.revoked", "session.issued");
        assertThat(some.get(1).data().toString())
                .isEqualTo("{\"session_id\":\"" + issued.session().id() + "\",\"reason\":\"logout\"}");
        assertThat(some.get(2).data().path("methods").toString()).isEqualTo("[\"password\"]");
    }

    @Test
    void goesOnWhereThePageBeforeEnded() {
        // Given
        IdentitySnapshot person = SessionService.person();
        for (int i = 0; i < 3; i++) {
            service.login(person);
        }

        // When
        List<PastEvent> oneByOne = new ArrayList<>();
        EventPlace before = EventPlace.END;
        for (List<PastEvent> page = events(person.id(), before, 1);
                !page.isEmpty();
                page = events(person.id(), before, 1)) {
            oneByOne.addAll(page);
            before = page.getLast().place();
        }

        // Then
        assertThat(oneByOne).hasSize(3).isEqualTo(events(person.id(), EventPlace.END, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity={id}&before={end}",
                "identity={id}&before={end}&limit=0",
                "identity={id}&before={end}&limit=1002",
                "identity={id}&limit=1",
                "identity={id}&before=nonsense&limit=1",
                "before={end}&limit=1"
            })
    void refusesWhatItCanNotRead(String query) {
        String filled = query.replace("{id}", UUID.randomUUID().toString()).replace("{end}", EventPlace.END.token());

        assertThat(service.internal().get("/internal/events?" + filled).statusCode())
                .isEqualTo(400);
    }

    private List<PastEvent> events(UUID identity, EventPlace before, int limit) {
        String answer = service.internal()
                .queryParam("identity", identity)
                .queryParam("before", before.token())
                .queryParam("limit", limit)
                .get("/internal/events")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return List.of(Json.read(answer, PastEvent[].class));
    }
}
