package io.ostiary.session.whoami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ostiary.config.Secret;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.SessionService;
import io.ostiary.session.ShiftedClock;
import io.ostiary.session.TestConfiguration;
import io.ostiary.session.token.SessionToken;
import io.ostiary.session.token.TokenHash;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A session is valid before the moment that it says it ends at, and at that moment no longer. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "session"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(TestConfiguration.class)
class EndOfSessionIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Inject
    SessionService service;

    @Inject
    CheckCaller check;

    @Test
    void endsForWhoamiThatAsksTheDatabase() {
        Sessions.Issued issued = service.login(SessionService.person());

        assertEnds(issued, () -> {
            // An answer from memory is another matter, see below.
            check.memory().forgetAll();
            return service.whoami(issued.token()) == 200;
        });
    }

    @Test
    void endsForWhoamiThatRemembers() {
        Sessions.Issued issued = service.login(SessionService.person());
        service.whoami(issued.token());

        assertEnds(issued, () -> {
            awaitRemembered(issued.token());
            return service.whoami(issued.token()) == 200;
        });
    }

    @Test
    void endsForOtherServices() {
        Sessions.Issued issued = service.login(SessionService.person());

        assertEnds(issued, () -> service.check(issued.token()) != null);
    }

    @Test
    void endsForTheListOfOnesOwnSessions() {
        Sessions.Issued issued = service.login(SessionService.person());

        assertEnds(
                issued,
                () -> service.open()
                                .header("X-Session-Token", issued.token().reveal())
                                .get("/sessions")
                                .statusCode()
                        == 200);
    }

    private static void assertEnds(Sessions.Issued issued, Supplier<Boolean> valid) {
        Instant end = issued.session().expiresAt();
        ShiftedClock.at(
                end.minusSeconds(1),
                () -> assertThat(valid.get()).as("a second before").isTrue());
        ShiftedClock.at(end, () -> assertThat(valid.get()).as("at the end").isFalse());
        ShiftedClock.at(
                end.plusSeconds(1),
                () -> assertThat(valid.get()).as("a second after").isFalse());
    }

    /** Until the replica has looked for changes recently enough to answer from memory. */
    private void awaitRemembered(Secret token) {
        TokenHash hash = SessionToken.hash(token);
        await().atMost(LIMIT).until(() -> check.remembered(hash) != null);
    }
}
