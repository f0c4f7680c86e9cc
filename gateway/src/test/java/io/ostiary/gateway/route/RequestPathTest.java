package io.ostiary.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal",
                "/internal/sessions",
                "/q/metrics",
                "//internal/x",
                "/./internal/x",
                "/sessions/../internal/x",
                "/sessions/..//q/health",
                "/%69nternal/x",
                "/%2569nternal/x",
                "/sessions/%2e%2e/internal/x",
                "/sessions/..%2finternal/x",
                "/sessions%2f..%2finternal/x",
                "/sessions/..%5cinternal",
                "/sessions\\..\\internal",
                "/internal;v=1/x",
                "/;a/internal/x",
                "/sessions;a/..;b/internal",
                "/%2f%2fq",
                "/q%2fmetrics",
                "/%25252525252525252569nternal",
            })
    void forbidsInternalPathsInAnySpelling(String path) {
        assertThat(RequestPath.isForbidden(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/quit",
                "/internals",
                "/sessions/whoami",
                "/.well-known/ory/webauthn.js",
                "/admin/identities/by/external/a%2Fb",
                "/self-service/internal/x",
                "/schemas/100%25",
                "/a;b=c/d",
                "/self-service/login//flows",
            })
    void allowsOtherPaths(String path) {
        assertThat(RequestPath.isForbidden(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/./b, /a/b",
        "/a/../b, /b",
        "/a//b/, /a/b",
        "/a%2Fb, /a/b",
        "/a;x=1/b, /a/b",
        "/%zz, /%zz",
    })
    void undoesSpelling(String path, String expected) {
        assertThat(RequestPath.plain(path)).isEqualTo(expected);
    }
}
