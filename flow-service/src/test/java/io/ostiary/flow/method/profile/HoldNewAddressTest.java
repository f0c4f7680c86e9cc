package io.ostiary.flow.method.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.flow.hook.People;
import io.ostiary.internal.identity.CodeAddress;
import org.junit.jupiter.api.Test;

class HoldNewAddressTest {

    @Test
    void findsAddressesThatAChangeBrings() {
        assertThat(HoldNewAddress.added(People.with("!a@example.org"), People.with("a@example.org", "b@example.org")))
                .containsExactly(new CodeAddress("email", "b@example.org"));
    }

    @Test
    void findsNoneWhenAddressesGo() {
        assertThat(HoldNewAddress.added(People.with("a@example.org"), People.with()))
                .isEmpty();
    }
}
