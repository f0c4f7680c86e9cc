package io.ostiary.flow.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerificationAfterTest {

    private static final String BASE = "https://id.example.org/self-service/registration/browser";

    @Test
    void hasAReturnAddressOfItsOwn() {
        assertThat(VerificationAfter.requestUrl(
                        BASE
                                + "?return_to=https%3A%2F%2Fapp%2F&identity_schema=x"
                                + "&after_verification_return_to=https%3A%2F%2Fapp%2Fdone",
                        "https://app/done"))
                .isEqualTo(BASE + "?identity_schema=x&return_to=https%3A%2F%2Fapp%2Fdone");
        assertThat(VerificationAfter.requestUrl(BASE + "?after_verification_return_to=x", "x"))
                .isEqualTo(BASE + "?return_to=x");
    }
}
