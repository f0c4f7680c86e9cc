package io.ostiary.identity.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.identity.IdentityService;
import io.ostiary.identity.TestConfiguration;
import io.ostiary.internal.event.EventPlace;
import io.ostiary.internal.event.PastEvent;
import io.ostiary.outbox.history.EventHistory;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The events of an identity: this service's own part, and what is said without session-service, which isn't there. */
@QuarkusTest
@QuarkusTestResource(TestConfiguration.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "identity"))
class EventsIT {

    private static final String PATH = "/admin/ostiary/events";

    @Inject
    IdentityService service;

    @Inject
    EventHistory history;

    @Test
    void outliveTheIdentityWithoutItsAddress() {
        // Given
        String email = IdentityService.email();
        String id = service.make(email).get("id").asText();

        // When: it is stored, though session-service doesn't know of it yet
        service.admin().delete("/admin/identities/" + id).then().statusCode(503);
        List<PastEvent> events = history.newest(id, EventPlace.END, 10).await().atMost(Duration.ofSeconds(10));

        // Then
        assertThat(events).extracting(PastEvent::type).containsExactly("identity.deleted", "identity.created");
        assertThat(events.getLast().data().toString()).isEqualTo("{\"state\":\"active\",\"schema_id\":\"person\"}");
        assertThat(events.toString()).doesNotContain(email);
    }

    @Test
    void areNotShownInPart() {
        String id = service.make(IdentityService.email()).get("id").asText();

        Response answer = service.admin().queryParam("identity", id).get(PATH);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?identity=nonsense",
                "?identity={id}&page_token=nonsense",
                "?identity={id}&page_token=AAAA",
                "?identity={id}&page_size=some"
            })
    void needAnIdentityAndPlaces(String query) {
        String filled = query.replace("{id}", UUID.randomUUID().toString());

        assertThat(service.admin().get(PATH + filled).statusCode()).isEqualTo(400);
    }

    @Test
    void areFoundByIndexes() {
        for (String table : List.of("outbox", "outbox_published")) {
            String where = table.equals("outbox") ? " AND effect_key IS NULL" : "";
            assertThat(service.plan("SELECT id FROM " + table + " WHERE aggregateid = $1" + where
                            + " AND (created_at, id) < ($2, $3) ORDER BY created_at DESC, id DESC LIMIT $4"))
                    .anyMatch(line -> line.contains("using " + table + "_of_key"))
                    .noneMatch(line -> line.contains("Sort"));
        }
    }
}
