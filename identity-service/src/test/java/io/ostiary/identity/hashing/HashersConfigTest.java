package io.ostiary.identity.hashing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashersConfigTest {

    private static final byte[] PASSWORD = "correct horse 7".getBytes(UTF_8);

    @Test
    void allowsACheapBcryptInDevelopmentOnly() {
        HashersConfig cheap = new HashersConfig("bcrypt", null, new HashersConfig.Bcrypt(4));

        assertThat(cheap.hasher(true).hash(PASSWORD)).startsWith("$2a$04$");
        assertThat(cheap.hasher(false).hash(PASSWORD)).startsWith("$2a$12$");
    }
}
