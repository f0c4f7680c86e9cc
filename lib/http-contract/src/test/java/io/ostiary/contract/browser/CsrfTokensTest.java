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

    @Test
    void carriesAMarkThatFormsDontMind() {
        String cookie = CsrfTokens.generate();
        byte[] mark = new byte[BrowserMark.BYTES];

        String marked = CsrfTokens.withMark(cookie, mark);

        assertThat(CsrfTokens.mark(marked)).isEqualTo(mark);
        assertThat(CsrfTokens.matches(marked, CsrfTokens.mask(cookie))).isTrue();
    }

    @Test
    void keepsTheMarkAndNothingElseWhenItIsRenewed() {
        String cookie = CsrfTokens.generate();

        String renewed = CsrfTokens.renew(cookie);

        assertThat(CsrfTokens.mark(renewed)).isEqualTo(CsrfTokens.mark(cookie));
        assertThat(CsrfTokens.matches(renewed, CsrfTokens.mask(cookie))).isFalse();
    }
}
