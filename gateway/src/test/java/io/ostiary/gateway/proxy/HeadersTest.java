package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "keep-alive",
                "TE",
                "Trailer",
                "Upgrade",
                "Transfer-Encoding",
                "Expect",
                "Proxy-Connection",
                "Proxy-Authorization",
                "Ostiary-Listener",
                "OSTIARY-Client-Address",
                "ostiary-x",
                "Ostiary-Anything-19",
                "ostiary-16-letter",
            })
    void keepsBackWhatBelongsToOneConnectionOrToTheGateway(String name) {
        assertThat(Headers.passes(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cookie", "Host", "Set-Cookie", "X-Session-Token", "Origin", "Ostiary", "X-Request-Id"})
    void passesOthers(String name) {
        assertThat(Headers.passes(name)).isTrue();
    }

    @Test
    void keepsBackWhatConnectionNames() {
        MultiMap from = HttpHeaders.headers()
                .add("Connection", "close, X-Hop")
                .add("X-Hop", "1")
                .add("X-Stays", "1")
                .add("X-Stays", "2");
        MultiMap to = HttpHeaders.headers();

        Headers.copy(from, to);

        assertThat(to.names()).containsExactly("X-Stays");
        assertThat(to.getAll("x-stays")).containsExactly("1", "2");
    }
}
