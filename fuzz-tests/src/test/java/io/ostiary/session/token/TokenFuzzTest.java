package io.ostiary.session.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ostiary.config.Secret;
import io.ostiary.contract.browser.CookieHeader;
import io.ostiary.contract.browser.CsrfTokens;
import io.ostiary.contract.secret.Seal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tokens of sessions, sealed cookies and anti-forgery tokens. */
class TokenFuzzTest {

    private static final Seal SEAL = new Seal("cookie", List.of(Secret.of("a secret of the tests only")));

    private static final String COOKIE = CsrfTokens.generate();

    @FuzzTest
    void opensNothingThatWasNotMadeHere(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        SessionToken.hash(text).ifPresent(known -> assertThat(text).startsWith(SessionToken.PREFIX));
        assertThat(SEAL.open(text)).isEmpty();
        assertThat(SEAL.open(input, "context")).isEmpty();
        assertThat(CsrfTokens.matches(COOKIE, text)).isFalse();
        CsrfTokens.matches(text, text);
        if (CsrfTokens.isCookieValue(text)) {
            assertThat(CsrfTokens.matches(text, CsrfTokens.mask(text))).isTrue();
        }
        assertThat(CookieHeader.values(text, "name")).doesNotContainNull();
    }
}
