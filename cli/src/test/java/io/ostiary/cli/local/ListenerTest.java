package io.ostiary.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 4433, http://127.0.0.1:4433, ''",
        "'', 4433, http://127.0.0.1:4433, ''",
        "127.0.0.1, 4433, https://login.example.org, ' (listens on 127.0.0.1:4433)'",
        "'', 4434, http://my_login:4433, ' (listens on 0.0.0.0:4434)'",
    })
    void saysWhereAPortListensWhenItsAddressDoesNot(String host, int port, String baseUrl, String said) {
        assertThat(new Listener("public", host, port, baseUrl, false).place()).isEqualTo(said);
    }
}
