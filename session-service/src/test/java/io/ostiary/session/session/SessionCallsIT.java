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
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Sessions that another service issues, extends and checks. */
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
        Sessions.Issue issue = Sessions.Issue.keeping(
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
}
