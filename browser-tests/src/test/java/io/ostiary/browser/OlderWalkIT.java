package io.ostiary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.ostiary.browser.Visitor.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages that an application wrote for version 0.5 of the contract, in a browser of today. */
class OlderWalkIT {

    private static PagesStack stack;
    private static OlderPages pages;

    private final Visitor ada = new Visitor(Settings.DESKTOP);
    private final Account account = Account.fresh();

    @BeforeAll
    static void start() {
        stack = PagesStack.start(PagesStack.Setup.quickstart().with(OlderQuickstart.withoutPages()));
        pages = new OlderPages(stack);
    }

    @AfterAll
    static void stop() {
        pages.close();
        stack.close();
    }

    @AfterEach
    void leave() {
        ada.close();
    }

    @Test
    void leadsFromTheDashboardToTheLoginAndThereGivesACookieThatBrowsersKeep() {
        ada.page().navigate(stack.pages() + "/dashboard");

        assertThat(ada.walk())
                .containsExactly(
                        "GET " + stack.pages() + "/dashboard",
                        "GET " + stack.pages() + "/auth/login",
                        "GET " + stack.publicUrl() + "/self-service/login/browser",
                        "GET " + stack.pages() + "/auth/login");
        assertThat(ada.page().url()).contains("/auth/login?flow=");
        assertThat(ada.heading()).isEqualTo("login");
        // Chromium drops csrf_token, which says SameSite=None without Secure.
        assertThat(ada.context().cookies()).singleElement().satisfies(OlderWalkIT::isKept);
    }

    private static void isKept(Cookie cookie) {
        assertThat(cookie.name).startsWith("csrf_token_");
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
    }

    @Test
    void registersSignsOutAndInAgainAndKeepsTheIdentifierWhenThePasswordIsWrong() {
        register();
        signOut();

        String flow = ada.page().url();
        signIn("not-the-password");
        assertThat(ada.page().url()).isEqualTo(flow);
        assertThat(ada.page().locator("#password > .message").getAttribute("data-id"))
                .isEqualTo("4000006");
        assertThat(ada.page().locator("[name=identifier]").inputValue()).isEqualTo(account.address());
        assertThat(ada.page().locator("[name=password]").inputValue()).isEmpty();

        ada.walk();
        signIn(account.password());
        assertThat(ada.walk())
                .containsExactly(
                        "POST " + stack.publicUrl() + "/self-service/login/methods/password",
                        "GET " + stack.pages() + "/",
                        "GET " + stack.pages() + "/dashboard");
        assertThat(ada.heading()).isEqualTo("Hello, " + account.address());

        signOut();
        ada.page().navigate(stack.pages() + "/dashboard");
        assertThat(ada.heading()).isEqualTo("login");
    }

    private void register() {
        ada.page().navigate(stack.pages() + "/auth/registration");
        assertThat(ada.heading()).isEqualTo("registration");
        ada.fill("traits.email", account.address());
        ada.fill("password", account.password());
        ada.press("button");
        assertThat(ada.heading()).isEqualTo("Hello, " + account.address());
    }

    private void signIn(String password) {
        ada.fill("identifier", account.address());
        ada.fill("password", password);
        ada.press("button");
    }

    private void signOut() {
        ada.walk();
        ada.press("#out");
        assertThat(ada.walk())
                .startsWith(
                        "GET " + stack.publicUrl() + "/self-service/browser/flows/logout",
                        "GET " + stack.pages() + "/auth/login");
        assertThat(ada.heading()).isEqualTo("login");
        assertThat(ada.context().cookies()).extracting(each -> each.name).doesNotContain("ory_kratos_session");
    }
}
