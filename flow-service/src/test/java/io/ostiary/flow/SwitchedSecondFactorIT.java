package io.ostiary.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What counts as a second factor is the configuration's business, also for sessions and people that were there before. */
@QuarkusTest
@TestProfile(RealServices.class)
class SwitchedSecondFactorIT {

    @Inject
    SuiteClient client;

    @AfterEach
    void asBefore() {
        StartRealServices.restartSessionService(false);
    }

    @Test
    void reachesWhoamiWithTheRestart() {
        String token = client.signIn(client.person());
        assertThat(client.whoami(token).statusCode()).isEqualTo(200);

        StartRealServices.restartSessionService(true);

        assertThat(client.whoami(token).statusCode()).isEqualTo(403);
    }
}
