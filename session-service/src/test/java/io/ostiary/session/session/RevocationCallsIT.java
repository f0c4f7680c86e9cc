package io.ostiary.session.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.SessionService;
import io.ostiary.session.TestConfiguration;
import io.ostiary.session.token.SessionToken;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sessions that another service ends. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class RevocationCallsIT {

    @Inject
    SessionService service;

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
}
