package io.ostiary.contract.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsrfTokensTest {

    @Test
    void acceptsEachMaskOfItsCookie() {
        String cookie = CsrfTokens.generate();

        assertThat(CsrfTokens.mask(cookie)).isNotEqualTo(CsrfTokens.mask(cookie));
        assertThat(CsrfTokens.matches(cookie, CsrfTokens.mask(cookie))).isTrue();
    }

    @Test
    void refusesTheMaskOfAnotherCookie() {
        assertThat(CsrfTokens.matches(CsrfTokens.generate(), CsrfTokens.mask(CsrfTokens.generate())))
                .isFalse();
    }

    @Test
    void refusesTheCookieItselfAndGarbage() {
        String cookie = CsrfTokens.generate();

        assertThat(CsrfTokens.matches(cookie, cookie)).isFalse();
        assertThat(CsrfTokens.matches(cookie, "")).isFalse();
        assertThat(CsrfTokens.matches(cookie, null)).isFalse();
        assertThat(CsrfTokens.matches(cookie, "%%%")).isFalse();
        assertThat(CsrfTokens.isCookieValue("short")).isFalse();
    }
}
