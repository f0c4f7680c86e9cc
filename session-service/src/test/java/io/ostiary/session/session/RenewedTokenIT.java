package io.ostiary.session.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.Secret;
import io.ostiary.contract.browser.SessionCookie;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.SessionService;
import io.ostiary.session.ShiftedClock;
import io.ostiary.session.TestConfiguration;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who signs in again in a browser gets a new token (ASVS 5.0, 7.2.4); the old one soon opens nothing. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class RenewedTokenIT {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(11);

    @Inject
    SessionService service;

    @Inject
    SessionCookie cookies;

    private final IdentitySnapshot person = SessionService.person();
    private Sessions.Issued first;
    private Sessions.Issued second;
    private final UUID attempt = UUID.randomUUID();

    @BeforeEach
    void signsInTwice() {
        first = service.login(person);
        assertThat(service.whoami(first.token())).isEqualTo(200);
        second = service.renew(attempt, person, first.token());
    }

    @Test
    void givesTheSameSessionAnotherToken() {
        assertThat(second.session().id()).isEqualTo(first.session().id());
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(service.whoami(second.token())).isEqualTo(200);
        ShiftedClock.later(
                LATER, () -> assertThat(service.whoami(second.token())).isEqualTo(200));
    }

    @Test
    void endsTheOldTokenAfterTenSeconds() {
        ShiftedClock.later(SOON, () -> {
            assertThat(service.whoami(first.token())).isEqualTo(200);
            assertThat(service.check(first.token())).isNotNull();
        });
        ShiftedClock.later(LATER, () -> {
            assertThat(service.whoami(first.token())).isEqualTo(401);
            assertThat(service.check(first.token())).isNull();
            assertThat(service.renew(UUID.randomUUID(), person, first.token()).outcome())
                    .isEqualTo(Sessions.Outcome.NO_SUCH_SESSION);
            assertThat(service.revoke(new Sessions.Revoke(null, first.token(), null, null))
                            .sessionIds())
                    .isEmpty();
            assertThat(service.whoami(second.token())).isEqualTo(200);
        });
    }

    @Test
    void setsNoCookieWithTheOldToken() {
        service.admin()
                .patch("/admin/sessions/" + first.session().id() + "/extend")
                .then()
                .statusCode(200);

        assertThat(cookieSetFor(second.token())).isNotNull();
        assertThat(cookieSetFor(first.token())).isNull();
    }

    private String cookieSetFor(Secret token) {
        return service.open()
                .cookie("ory_kratos_session", cookies.seal(token))
                .get("/sessions/whoami")
                .then()
                .statusCode(200)
                .extract()
                .header("Set-Cookie");
    }

    @Test
    void endsBothTokensWithTheSession() {
        service.revoke(new Sessions.Revoke(null, first.token(), null, null));

        assertThat(service.whoami(first.token())).isEqualTo(401);
        assertThat(service.whoami(second.token())).isEqualTo(401);
    }

    @Test
    void givesARepeatedAttemptAUsableTokenAndTheWholeSession() {
        Sessions.Issued repeated = service.renew(attempt, person, first.token());

        assertThat(service.whoami(repeated.token())).isEqualTo(200);
        assertThat(repeated.session().expiresAt())
                .isCloseTo(
                        second.session().expiresAt(), org.assertj.core.api.Assertions.within(Duration.ofSeconds(60)));
        assertThat(repeated.session().authenticationMethods()).hasSize(2);
        ShiftedClock.later(
                LATER, () -> assertThat(service.whoami(first.token())).isEqualTo(401));
    }
}
