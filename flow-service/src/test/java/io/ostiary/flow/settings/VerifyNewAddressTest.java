package io.ostiary.flow.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.flow.hook.People;
import io.ostiary.internal.identity.CodeAddress;
import org.junit.jupiter.api.Test;

class VerifyNewAddressTest {

    @Test
    void findsAddressesThatAChangeBrings() {
        assertThat(VerifyNewAddress.added(People.with("!a@example.org"), People.with("a@example.org", "b@example.org")))
                .containsExactly(new CodeAddress("email", "b@example.org"));
    }

    @Test
    void findsNoneWhenAddressesGo() {
        assertThat(VerifyNewAddress.added(People.with("a@example.org"), People.with()))
                .isEmpty();
    }
}
