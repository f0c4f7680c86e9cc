package io.ostiary.contract.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.CookieSameSite;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CookieRulesTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void marksCookiesSecureExceptInDevelopment() {
        CookieRules usual = new CookieRules(Contracts.with("{}"));
        CookieRules development = new CookieRules(Contracts.with("{dev: true}"));

        assertThat(usual.csrf("a").isSecure()).isTrue();
        assertThat(usual.session("a", DAY).isSecure()).isTrue();
        assertThat(development.csrf("a").isSecure()).isFalse();
        assertThat(development.session("a", DAY).isSecure()).isFalse();
    }

    @Test
    void doesWhatEachKeySaysOfItsOwnCookies() {
        CookieRules rules = new CookieRules(
                Contracts.with("{cookies: {secure: 'false', same_site: None}, session: {cookie: {secure: 't'}}}"));

        assertThat(rules.csrf("a").isSecure()).isFalse();
        assertThat(rules.csrf("a").getSameSite()).isEqualTo(CookieSameSite.LAX);
        assertThat(rules.session("a", DAY).isSecure()).isTrue();
        assertThat(rules.session("a", DAY).getSameSite()).isEqualTo(CookieSameSite.NONE);
    }

    @Test
    void leavesTheSessionCookieAloneWhenOnlyTheOthersAreSet() {
        CookieRules rules = new CookieRules(Contracts.with("{dev: true, cookies: {secure: 'true'}}"));

        assertThat(rules.csrf("a").isSecure()).isTrue();
        assertThat(rules.session("a", DAY).isSecure()).isFalse();
    }
}
