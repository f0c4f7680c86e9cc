package io.ostiary.flow.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NewSecretTest {

    @Test
    void keepsWhatPostgresqlCanKeepOfAnAddressThatIsNobodys() {
        NewSecret secret = new NewSecret(
                new UUID(0, 1), Purpose.VERIFICATION_CODE, "123456", null, "email", "a\0@example.org", Instant.EPOCH);

        assertThat(secret.address()).isEqualTo("a@example.org");
    }
}
