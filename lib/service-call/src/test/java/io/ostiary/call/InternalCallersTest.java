package io.ostiary.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternalCallersTest {

    @ParameterizedTest
    @CsvSource({
        "IDENTITY, FLOW, POST, /internal/identities/1/password",
        "IDENTITY, COURIER, GET, /internal/identities/1",
        "SESSION, FLOW, POST, /internal/sessions",
        "SESSION, IDENTITY, POST, /internal/effects",
        "SESSION, IDENTITY, GET, /internal/events",
        "FLOW, IDENTITY, POST, /internal/effects",
        "COURIER, FLOW, POST, /internal/effects",
        "COURIER, COURIER, POST, /internal/effects",
    })
    void letsServicesDoWhatTheyNeed(ServiceName called, ServiceName caller, String method, String path) {
        assertThat(InternalCallers.of(called).allows(caller, method, path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "SESSION, COURIER, POST, /internal/sessions",
        "SESSION, COURIER, POST, /internal/sessions/check",
        "SESSION, IDENTITY, POST, /internal/sessions",
        "SESSION, COURIER, GET, /internal/events",
        "SESSION, IDENTITY, POST, /internal/events",
        "IDENTITY, COURIER, POST, /internal/identities/1/password",
        "IDENTITY, COURIER, POST, /internal/identities/1",
        "IDENTITY, COURIER, GET, /internal/identities/1/traits",
        "IDENTITY, COURIER, GET, /internal/identities/",
        "IDENTITY, COURIER, POST, /internal/effects",
        "IDENTITY, SESSION, GET, /internal/identities/1",
        "FLOW, COURIER, POST, /internal/effects",
        "COURIER, IDENTITY, POST, /internal/effects",
    })
    void keepsTheKeyOfOneServiceFromTheRightsOfAnother(
            ServiceName called, ServiceName caller, String method, String path) {
        assertThat(InternalCallers.of(called).allows(caller, method, path)).isFalse();
    }
}
