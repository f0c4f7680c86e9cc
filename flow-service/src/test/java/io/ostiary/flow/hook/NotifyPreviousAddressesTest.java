package io.ostiary.flow.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.identity.VerifiableAddressBody;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotifyPreviousAddressesTest {

    private final IdentityBody before = People.with("!home@example.org", "work@example.org");

    private List<String> told(String which, IdentityBody after) {
        return NotifyPreviousAddresses.recipients(which, before, after).stream()
                .map(VerifiableAddressBody::value)
                .toList();
    }

    @Test
    void tellsAddressesThatAreGone() {
        assertThat(told("removed", People.with("work@example.org", "new@example.org")))
                .containsExactly("home@example.org");
    }

    @Test
    void tellsVerifiedOnesOrAllThatWereThere() {
        assertThat(told("all_verified", People.with("work@example.org"))).containsExactly("home@example.org");
        assertThat(told("all", People.with("work@example.org")))
                .containsExactly("home@example.org", "work@example.org");
    }

    @Test
    void tellsNobodyWhenNoAddressChanged() {
        assertThat(told("all", People.with("work@example.org", "home@example.org")))
                .isEmpty();
        assertThat(NotifyPreviousAddresses.recipients("all", People.with(), People.with()))
                .isEmpty();
    }
}
