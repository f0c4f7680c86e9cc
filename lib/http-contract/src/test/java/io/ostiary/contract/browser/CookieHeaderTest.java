package io.ostiary.contract.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CookieHeaderTest {

    @Test
    void givesEveryValueOfANameThatWasSentTwice() {
        assertThat(CookieHeader.values("s=old; other=1; s=new=; t=x", "s")).containsExactly("old", "new=");
    }

    @Test
    void givesNothingWithoutTheHeaderOrTheName() {
        assertThat(CookieHeader.values(null, "s")).isEmpty();
        assertThat(CookieHeader.values("s; ss=1;", "s")).isEmpty();
    }
}
