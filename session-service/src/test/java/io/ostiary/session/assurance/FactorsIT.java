package io.ostiary.session.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.SessionService;
import io.ostiary.session.TestConfiguration;
import io.ostiary.session.session.PostgresSessions;
import io.ostiary.session.session.SessionRow;
import io.ostiary.session.token.SessionToken;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Factors are stored as facts, and judged by the configuration of the moment. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class FactorsIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Inject
    SessionService service;

    @Inject
    PostgresSessions sessions;

    @Test
    void judgesWhoDidNotChangeByTheConfigurationOfTheMoment() {
        IdentitySnapshot person = withFactors(List.of("code"));
        Sessions.Issued issued = service.login(person);

        SessionRow row = row(issued);

        assertThat(row.snapshot().available(configured(false))).isEqualTo("aal1");
        assertThat(row.snapshot().available(configured(true))).isEqualTo("aal2");
        assertThat(service.whoami(issued.token())).as("codes don't count here").isEqualTo(200);
    }

    @Test
    void countsOtherSecondFactorsUnderAnyConfiguration() {
        Sessions.Issued issued = service.login(withFactors(List.of("code", "favourite_colour")));

        assertThat(row(issued).snapshot().available(configured(false))).isEqualTo("aal2");
        assertThat(service.whoami(issued.token())).isEqualTo(403);
    }

    @Test
    void keepsTheVerdictOfAnOldRowUntilTheNextLogin() {
        IdentitySnapshot person = withFactors(List.of("code"));
        Sessions.Issued issued = service.login(person);
        service.sql(
                "UPDATE identity_snapshot SET available_aal = 'aal2', first_factors = NULL, second_factors = NULL"
                        + " WHERE identity_id = $1",
                person.id());

        assertThat(row(issued).snapshot().available(configured(false)))
                .as("a row of version 0.1.0")
                .isEqualTo("aal2");

        service.login(person);

        assertThat(row(issued).snapshot().secondFactors()).containsExactly("code");
        assertThat(row(issued).snapshot().available(configured(false))).isEqualTo("aal1");
    }

    @Test
    void doesNotForgetFactorsForASnapshotOfTheVersionBefore() {
        IdentitySnapshot person = withFactors(List.of("totp"));
        Sessions.Issued issued = service.login(person);
        IdentitySnapshot old = new IdentitySnapshot(
                person.version() + 1, List.of(), List.of(), person.credentialsTypes(), person.body());

        service.effect("identity.snapshot", Json.object().set("snapshot", Json.tree(old)));

        assertThat(row(issued).snapshot().available(configured(false))).isEqualTo("aal2");
    }

    @Test
    void addsAnAuthenticationWithoutProlongingTheSession() {
        Sessions.Issued issued = service.login(SessionService.person());

        Sessions.Checked after = add(UUID.randomUUID(), issued);

        assertThat(after.session().authenticatorAssuranceLevel()).isEqualTo("aal2");
        assertThat(after.session().authenticationMethods())
                .extracting(AuthenticationMethodBody::method)
                .containsExactly("password", "totp");
        assertThat(after.session().expiresAt()).isEqualTo(issued.session().expiresAt());
        assertThat(after.session().authenticatedAt()).isEqualTo(issued.session().authenticatedAt());
    }

    @Test
    void addsTheAuthenticationOfOneAttemptOnce() {
        Sessions.Issued issued = service.login(SessionService.person());
        UUID attempt = UUID.randomUUID();
        add(attempt, issued);

        assertThat(add(attempt, issued).session().authenticationMethods()).hasSize(2);
    }

    @Test
    void addsNothingToASessionThatEnded() {
        Sessions.Issued issued = service.login(SessionService.person());
        service.revoke(new Sessions.Revoke(null, issued.token(), null, null));

        assertThat(add(UUID.randomUUID(), issued).session()).isNull();
        assertThat(row(issued).authenticationMethods()).hasSize(1);
    }

    private Sessions.Checked add(UUID attempt, Sessions.Issued issued) {
        Sessions.Add add = new Sessions.Add(
                attempt, issued.token(), List.of(AuthenticationMethodBody.of("totp", "aal2", Instant.now())));
        return Json.read(
                service.internal()
                        .body(Json.text(add))
                        .post("/internal/sessions/authentications")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString(),
                Sessions.Checked.class);
    }

    private SessionRow row(Sessions.Issued issued) {
        return sessions.byToken(SessionToken.hash(issued.token())).await().atMost(LIMIT);
    }

    private static IdentitySnapshot withFactors(List<String> second) {
        IdentitySnapshot person = SessionService.person();
        return new IdentitySnapshot(
                person.version(), List.of("password"), second, List.of("password", "code"), person.body());
    }

    private static AvailableAssurance configured(boolean codeCounts) {
        return new AvailableAssurance(TestConfiguration.load(codeCounts));
    }
}
