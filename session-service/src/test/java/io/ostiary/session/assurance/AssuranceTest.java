package io.ostiary.session.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.session.AuthenticationMethodBody;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssuranceTest {

    @Test
    void growsWithTheFactors() {
        assertThat(SessionAssurance.of(List.of())).isEqualTo("aal0");
        assertThat(SessionAssurance.of(List.of(method("password", "aal1")))).isEqualTo("aal1");
        assertThat(SessionAssurance.of(List.of(method("password", "aal1"), method("code", "aal1"))))
                .isEqualTo("aal1");
        assertThat(SessionAssurance.of(List.of(method("password", "aal1"), method("totp", "aal2"))))
                .isEqualTo("aal2");
        assertThat(SessionAssurance.of(List.of(method("totp", "aal2"), method("password", "aal1"))))
                .isEqualTo("aal2");
    }

    @Test
    void isOneFactorForASecondOneAlone() {
        assertThat(SessionAssurance.of(List.of(method("totp", "aal2")))).isEqualTo("aal1");
        assertThat(SessionAssurance.of(List.of(method("link_recovery", "aal1"))))
                .isEqualTo("aal1");
    }

    @Test
    void trustsAProviderThatCheckedBothFactors() {
        AuthenticationMethodBody vouched =
                new AuthenticationMethodBody("oidc", "aal2", Instant.EPOCH, "corporate", null, "mfa", List.of("otp"));
        assertThat(SessionAssurance.of(List.of(vouched))).isEqualTo("aal2");
        assertThat(SessionAssurance.of(List.of(method("oidc", "aal2"))))
                .as("nobody vouches")
                .isEqualTo("aal1");
    }

    @Test
    void asksForTheHighestThatTheIdentityCanReach() {
        RequiredAssurance required = new RequiredAssurance("highest_available", "http://127.0.0.1:4433/");
        assertThat(required.isMet("aal1", "aal1")).isTrue();
        assertThat(required.isMet("aal1", "aal2")).isFalse();
        assertThat(required.isMet("aal2", "aal2")).isTrue();
        assertThat(required.isMet("aal2", "aal1")).isTrue();
        assertThat(required.isMet("aal0", "aal1")).isFalse();
    }

    @Test
    void isContentWithOneFactorWhereTheFileSaysSo() {
        RequiredAssurance required = new RequiredAssurance("aal1", "http://127.0.0.1:4433/");
        assertThat(required.isMet("aal1", "aal2")).isTrue();
        assertThat(required.isMet("aal0", "aal0")).isFalse();
    }

    @Test
    void tellsWhereToAddTheSecondFactor() {
        assertThat(new RequiredAssurance("highest_available", "https://id.example.org/auth/").problem())
                .isEqualTo(new Problem.Aal2Required("https://id.example.org/auth/self-service/login/browser?aal=aal2"));
    }

    private static AuthenticationMethodBody method(String name, String aal) {
        return AuthenticationMethodBody.of(name, aal, Instant.EPOCH);
    }
}
