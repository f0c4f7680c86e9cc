package io.ostiary.session.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.internal.session.Sessions.Outcome;
import io.ostiary.session.SessionService;
import io.ostiary.session.ShiftedClock;
import io.ostiary.session.TestConfiguration;
import io.ostiary.session.token.SessionToken;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class SessionCallsIT {

    @Inject
    SessionService service;

    @Test
    void issuesASessionThatTheStrictCheckFinds() {
        // Given
        IdentitySnapshot person = SessionService.person();

        // When
        Sessions.Issued issued = service.login(person);

        // Then
        assertThat(issued.outcome()).isEqualTo(Outcome.ISSUED);
        assertThat(issued.session().active()).isTrue();
        assertThat(issued.session().expiresAt())
                .isEqualTo(issued.session().issuedAt().plus(Duration.ofHours(24)));
        assertThat(issued.session().identity().metadataAdmin()).isNull();
        assertThat(issued.session().devices()).hasSize(1);
        JsonNode checked = service.check(issued.token());
        assertThat(checked.get("session")).isEqualTo(Json.tree(issued.session()));
        assertThat(checked.get("identityVersion").asLong()).isEqualTo(1);
        assertThat(checked.get("availableAal").asText()).isEqualTo("aal1");
    }

    @Test
    void writesTheEventsInTheirOrder() {
        // Given
        IdentitySnapshot person = SessionService.person();

        // When
        Secret first = service.login(person).token();
        service.login(person);
        service.revoke(new Sessions.Revoke(UUID.randomUUID(), first, null, null));

        // Then
        List<JsonNode> events = service.events(person.id());
        assertThat(events)
                .extracting(e -> e.get("type").asText())
                .containsExactly("session.issued", "session.issued", "session.revoked");
        assertThat(events).extracting(e -> e.get("sequence").asText()).containsExactly("1:1", "1:2", "1:3");
        assertThat(events.getLast().get("data").get("reason").asText()).isEqualTo("logout");
    }

    @Test
    void givesARepeatedAttemptTheSameSessionWithAnotherToken() {
        // Given
        IdentitySnapshot person = SessionService.person();
        UUID attempt = UUID.randomUUID();
        Sessions.Issued first = service.issue(attempt, person, "password", "aal1", null);
        assertThat(service.whoami(first.token())).isEqualTo(200);

        // When
        Sessions.Issued second = service.issue(attempt, person, "password", "aal1", null);

        // Then
        assertThat(second.session()).isEqualTo(first.session());
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(service.check(first.token())).isNull();
        assertThat(service.whoami(first.token())).isEqualTo(401);
        assertThat(service.whoami(second.token())).isEqualTo(200);
        assertThat(service.events(person.id())).hasSize(1);
    }

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
    void addsAFactorToASession() {
        // Given
        UUID id = UUID.randomUUID();
        IdentitySnapshot person = SessionService.person(id, 1, "active", "aal2");
        Sessions.Issued first = service.login(person);

        // When
        UUID attempt = UUID.randomUUID();
        Sessions.Issued second = service.issue(attempt, person, "totp", "aal2", first.token());

        // Then
        assertThat(second.token()).isEqualTo(first.token());
        assertThat(second.session().id()).isEqualTo(first.session().id());
        assertThat(second.session().authenticatorAssuranceLevel()).isEqualTo("aal2");
        assertThat(second.session().devices()).hasSize(2);
        JsonNode stored = service.check(first.token()).get("session");
        assertThat(stored.get("devices")).hasSize(1);
        assertThat(stored.get("issued_at")).isEqualTo(Json.tree(first.session().issuedAt()));
        assertThat(stored.get("authenticated_at"))
                .isEqualTo(Json.tree(second.session().authenticatedAt()));
        assertThat(stored.get("authentication_methods"))
                .extracting(m -> m.get("method").asText())
                .containsExactly("password", "totp");

        // When
        Sessions.Issued repeated = service.issue(attempt, person, "totp", "aal2", first.token());

        // Then
        assertThat(repeated).isEqualTo(second);
        assertThat(service.check(first.token()).get("session")).isEqualTo(stored);
        assertThat(service.events(id))
                .extracting(e -> e.get("type").asText())
                .containsExactly("session.issued", "session.extended");
    }

    @Test
    void addsNothingToASessionThatIsNotThePersons() {
        // Given
        IdentitySnapshot person = SessionService.person();
        Secret foreign = service.login(SessionService.person()).token();
        Secret ended = service.login(person).token();
        service.revoke(new Sessions.Revoke(UUID.randomUUID(), ended, null, null));

        // Then
        for (Secret token : List.of(foreign, ended, SessionToken.generate(), Secret.of("garbage"))) {
            assertThat(service.issue(UUID.randomUUID(), person, "totp", "aal2", token)
                            .outcome())
                    .isEqualTo(Outcome.NO_SUCH_SESSION);
        }
    }

    @Test
    void revokesByTokenOnce() {
        // Given
        Sessions.Issued issued = service.login(SessionService.person());
        Sessions.Revoke revoke = new Sessions.Revoke(UUID.randomUUID(), issued.token(), null, null);

        // Then
        assertThat(service.revoke(revoke))
                .isEqualTo(new Sessions.Revoked(true, List.of(issued.session().id())));
        assertThat(service.check(issued.token())).isNull();
        assertThat(service.whoami(issued.token())).isEqualTo(401);
        assertThat(service.revoke(revoke)).isEqualTo(new Sessions.Revoked(true, List.of()));
        Sessions.Revoke unknown = new Sessions.Revoke(null, SessionToken.generate(), null, null);
        assertThat(service.revoke(unknown)).isEqualTo(new Sessions.Revoked(false, List.of()));
    }

    @Test
    void revokesThoseOfAnIdentityButOne() {
        // Given
        IdentitySnapshot person = SessionService.person();
        Sessions.Issued stays = service.login(person);
        Sessions.Issued goes = service.login(person);

        // When
        Sessions.Revoked revoked = service.revoke(
                new Sessions.Revoke(null, null, person.id(), stays.session().id()));

        // Then
        assertThat(revoked.sessionIds()).containsExactly(goes.session().id());
        assertThat(service.check(stays.token())).isNotNull();
        assertThat(service.check(goes.token())).isNull();
    }

    @Test
    void carriesOutTheEffectThatRevokes() {
        // Given
        IdentitySnapshot person = SessionService.person();
        Sessions.Issued stays = service.login(person);
        Sessions.Issued goes = service.login(person);
        assertThat(service.whoami(goes.token())).isEqualTo(200);

        // When
        service.effect(
                "sessions.revoke",
                Json.tree(Map.of(
                        "identity_id",
                        person.id(),
                        "except_session_id",
                        stays.session().id())));

        // Then
        assertThat(service.whoami(goes.token())).isEqualTo(401);
        assertThat(service.whoami(stays.token())).isEqualTo(200);
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
    void letsManyLogInAsOneAtATime() throws Exception {
        // Given
        IdentitySnapshot person = SessionService.person();
        UUID attempt = UUID.randomUUID();
        List<Callable<Sessions.Issued>> work = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            boolean repeat = i % 2 == 0;
            work.add(() -> service.issue(repeat ? attempt : UUID.randomUUID(), person, "password", "aal1", null));
        }

        // When
        List<Sessions.Issued> issued = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<Sessions.Issued> done : threads.invokeAll(work)) {
                issued.add(done.get());
            }
        }

        // Then
        assertThat(issued).allMatch(i -> i.outcome() == Outcome.ISSUED);
        assertThat(issued)
                .extracting(i -> i.session().id())
                .doesNotContainNull()
                .hasSize(12);
        assertThat(service.count("SELECT count(*) FROM session WHERE identity_id = $1", person.id()))
                .isEqualTo(7);
        List<JsonNode> events = service.events(person.id());
        for (int n = 1; n <= 7; n++) {
            assertThat(events.get(n - 1).get("sequence").asText()).isEqualTo("1:" + n);
        }
        assertThat(events).hasSize(7);
    }

    @Test
    void endsWithItsLifespan() {
        Secret token = service.login(SessionService.person()).token();
        assertThat(service.whoami(token)).isEqualTo(200);
        ShiftedClock.later(Duration.ofHours(25), () -> {
            assertThat(service.whoami(token)).isEqualTo(401);
            assertThat(service.check(token)).isNull();
        });
        assertThat(service.whoami(token)).isEqualTo(200);
    }

    @Test
    void keepsOnlyWhatFitsOfADevice() {
        // Given
        Sessions.Issue issue = new Sessions.Issue(
                UUID.randomUUID(),
                SessionService.person(),
                List.of(AuthenticationMethodBody.of("password", "aal1", null)),
                new Sessions.Device(null, "x".repeat(600) + "\0", "a\0b"),
                null);

        // When
        JsonNode session = Json.read(
                        service.internal()
                                .body(Json.text(issue))
                                .post("/internal/sessions")
                                .asString(),
                        JsonNode.class)
                .get("session");

        // Then
        JsonNode device = session.get("devices").get(0);
        assertThat(device.get("user_agent").asText()).hasSize(512);
        assertThat(device.get("location").asText()).isEqualTo("ab");
        assertThat(device.has("ip_address")).isFalse();
        assertThat(session.get("authentication_methods")
                        .get(0)
                        .get("completed_at")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void answersNobodyWithoutAServiceToken() {
        service.open()
                .contentType("application/json")
                .body("{}")
                .post("/internal/sessions/check")
                .then()
                .statusCode(404);
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .body("{}")
                .post("/internal/sessions/check")
                .then()
                .statusCode(401);
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
