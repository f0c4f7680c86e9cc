package io.ostiary.session.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.internal.session.Sessions.Outcome;
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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How sessions follow what happens to their identity. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class FollowedIdentityIT {

    @Inject
    SessionService service;

    @Test
    void refusesWhomItKnowsAsInactiveDeletedOrChanged() {
        // Given
        UUID id = UUID.randomUUID();
        service.login(SessionService.person(id, 1, "active", "aal1"));

        // Then
        assertThat(service.login(SessionService.person(id, 2, "inactive", "aal1"))
                        .outcome())
                .isEqualTo(Outcome.INACTIVE);
        assertThat(service.login(SessionService.person(id, 1, "active", "aal1")).outcome())
                .isEqualTo(Outcome.INACTIVE);
        assertThat(service.login(SessionService.person(id, 4, "active", "aal1")).outcome())
                .isEqualTo(Outcome.ISSUED);
        assertThat(service.login(SessionService.person(id, 3, "active", "aal1")).outcome())
                .isEqualTo(Outcome.STALE);
        service.effect("identity.snapshot", Json.tree(Map.of("deleted", true, "id", id, "version", 5)));
        assertThat(service.login(SessionService.person(id, 6, "active", "aal1")).outcome())
                .isEqualTo(Outcome.DELETED);
    }

    @Test
    void followsTheIdentity() {
        // Given
        UUID id = UUID.randomUUID();
        Secret token =
                service.login(SessionService.person(id, 2, "active", "aal1")).token();
        assertThat(service.whoami(token)).isEqualTo(200);

        // When
        change(SessionService.person(id, 3, "inactive", "aal1"));

        // Then
        assertThat(service.whoami(token)).isEqualTo(401);
        assertThat(service.check(token)).isNull();

        // When
        change(SessionService.person(id, 1, "active", "aal1"));

        // Then
        assertThat(service.whoami(token)).as("an older version is ignored").isEqualTo(401);

        // When
        change(SessionService.person(id, 4, "active", "aal2"));

        // Then
        assertThat(service.check(token).get("availableAal").asText()).isEqualTo("aal2");
        assertThat(service.whoami(token)).as("the second factor is missing now").isEqualTo(403);
    }

    @Test
    void endsAllSessionsOfADeletedIdentity() {
        // Given
        IdentitySnapshot person = SessionService.person();
        Sessions.Issued issued = service.login(person);
        JsonNode deletion = Json.tree(Map.of("deleted", true, "id", person.id(), "version", 2));
        String key = UUID.randomUUID() + "/identity.snapshot";

        // When
        service.effect(key, "identity.snapshot", deletion);
        service.effect(key, "identity.snapshot", deletion);

        // Then
        assertThat(service.whoami(issued.token())).isEqualTo(401);
        service.admin().get("/admin/sessions/" + issued.session().id()).then().statusCode(404);
        assertThat(service.events(person.id()))
                .extracting(e -> e.get("type").asText())
                .containsExactly("session.issued", "session.revoked");
        assertThat(service.count(
                        "SELECT count(*) FROM identity_snapshot WHERE identity_id = $1 AND deleted", person.id()))
                .isEqualTo(1);
    }

    @Test
    void letsNobodyInWhoIsDeletedMeanwhile() throws Exception {
        for (int round = 0; round < 5; round++) {
            // Given
            IdentitySnapshot person = SessionService.person();
            service.login(person);
            JsonNode deletion = Json.tree(Map.of("deleted", true, "id", person.id(), "version", 2));
            List<Callable<Object>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                work.add(() -> service.login(person).outcome());
            }
            work.add(4, () -> {
                service.effect("identity.snapshot", deletion);
                return Outcome.DELETED;
            });

            // When
            try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
                for (Future<Object> done : threads.invokeAll(work)) {
                    assertThat(done.get()).isIn(Outcome.ISSUED, Outcome.DELETED);
                }
            }

            // Then
            assertThat(service.count("SELECT count(*) FROM session WHERE identity_id = $1", person.id()))
                    .isZero();
        }
    }

    @Test
    void tellsReplicasOfChangesOnly() {
        // Given
        UUID id = UUID.randomUUID();
        String told = "SELECT count(*) FROM invalidation WHERE identity_id = $1";

        // When
        service.login(SessionService.person(id, 1, "active", "aal1"));
        service.login(SessionService.person(id, 1, "active", "aal1"));

        // Then
        assertThat(service.count(told, id)).isZero();

        // When
        service.login(SessionService.person(id, 2, "active", "aal1"));

        // Then
        assertThat(service.count(told, id)).isEqualTo(1);
    }

    private void change(IdentitySnapshot snapshot) {
        service.effect("identity.snapshot", Json.tree(Map.of("snapshot", snapshot)));
    }
}
