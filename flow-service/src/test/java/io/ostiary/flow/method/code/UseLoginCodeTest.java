package io.ostiary.flow.method.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.secret.OneTimeSecret;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UseLoginCodeTest {

    private static final String ADDRESS = "ada@example.test";

    @Test
    void provesNothingNewOfSomebodyWithoutAddressesToVerify() {
        assertThat(UseLoginCode.isNews(identity(""), secret())).isFalse();
    }

    @Test
    void provesAnAddressThatWaitsForIt() {
        assertThat(UseLoginCode.isNews(identity(address(false)), secret())).isTrue();
        assertThat(UseLoginCode.isNews(identity(address(true)), secret())).isFalse();
    }

    private static OneTimeSecret secret() {
        return new OneTimeSecret(
                UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "email", ADDRESS, Instant.MAX, null);
    }

    private static String address(boolean verified) {
        return """
                ,"verifiable_addresses":[{"value":"%s","via":"email","verified":%s}]""".formatted(ADDRESS, verified);
    }

    /** As it comes from identity-service, which leaves empty lists out. */
    private static IdentityBody identity(String addresses) {
        return Json.read("{\"traits\":{}" + addresses + "}", IdentityBody.class);
    }
}
