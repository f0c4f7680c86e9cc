package io.ostiary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.ostiary.browser.Visitor.Settings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When something is in the way: time, limits, other windows, a part that doesn't answer. Most of it without script. */
class TroubleIT {

    private static PagesStack stack;

    private final Visitor ada = new Visitor(Settings.PHONE.withoutScript());
    private final Account account = Account.fresh();

    @BeforeAll
    static void start() {
        String quickstart = PagesStack.Setup.quickstart().configuration();
        stack = PagesStack.start(PagesStack.Setup.quickstart()
                .with(quickstart
                        .replace("/recovery\n      use: code\n", "/recovery\n      use: code\n      lifespan: 1s\n")
                        .replace("ostiary:\n  ui:", "ostiary:\n  limits: {account: {failures: 2}}\n  ui:")));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void leave() {
        assertThat(ada.complaints()).isEmpty();
        ada.close();
    }

    @Test
    void aPageThatWasOpenForTooLongIsBegunAnewAndSaysSo() {
        ada.page().navigate(stack.pages() + "/recovery");
        String begun = ada.page().url();
        Awaitility.await("another flow")
                .until(
                        () -> {
                            ada.page().navigate(begun);
                            return ada.page().url();
                        },
                        url -> !url.equals(begun));

        assertThat(ada.page().locator(".note.info").first().innerText())
                .isEqualTo("The page had been open for too long, so we started a new one.");
        assertThat(ada.page().locator("[name=email]").count()).isEqualTo(1);
        ada.look("expired");
    }

    @Test
    void aFormThatWasOpenForTooLongIsBegunAnewToo() {
        ada.page().navigate(stack.pages() + "/recovery");
        String begun = ada.page().url();
        try (Visitor clock = new Visitor(Settings.PHONE)) {
            clock.context().addCookies(ada.context().cookies());
            Awaitility.await("the flow has expired")
                    .until(
                            () -> {
                                clock.page().navigate(begun);
                                return clock.page().url();
                            },
                            url -> !url.equals(begun));
        }

        ada.fill("email", account.address());
        ada.press("button.main");

        assertThat(ada.page().url()).isNotEqualTo(begun);
        assertThat(ada.page().locator("#summary, .note.info").first().innerText())
                .contains("recovery page has expired");
    }

    @Test
    void aPartThatDoesNotAnswerIsSaidSoAndWhatWasBegunGoesOnAfterwards() throws Exception {
        account.create(ada, stack);
        stack.signal("STOP", "gateway");
        try {
            Response answer = ada.page().navigate(stack.pages() + "/dashboard");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headerValue("retry-after")).isNotBlank();
            assertThat(ada.heading()).isEqualTo("We can't be reached right now");
            ada.look("unreachable");
        } finally {
            stack.signal("CONT", "gateway");
        }
        ada.press("main a.button");
        assertThat(ada.heading()).isEqualTo("Hello, Ada Lovelace");
    }

    @Test
    void aFormThatMeetsAPartThatDoesNotAnswerIsSentOnceMoreByReloading() throws Exception {
        account.create(ada, stack);
        ada.page().navigate(stack.pages() + "/logout");
        ada.press("button.main");
        ada.page().navigate(stack.pages() + "/login");
        ada.fill("identifier", account.address());
        ada.fill("password", account.password());
        stack.signal("STOP", "identity-service");
        try {
            Response answer = ada.page()
                    .waitForNavigation(
                            () -> ada.page().locator("button.main").first().click());
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headerValue("retry-after")).isNotBlank();
            assertThat(ada.heading()).isEqualTo("We can't do that right now");
            assertThat(ada.page().locator("main").innerText())
                    .contains("reload this page")
                    .doesNotContain("{");
            ada.look("form-unavailable");
        } finally {
            stack.signal("CONT", "identity-service");
        }
        ada.page().reload();
        assertThat(ada.heading()).isEqualTo("Hello, Ada Lovelace");
    }

    @Test
    void inTwoTabsTheSecondSignUpOfTheSameAddressIsRefusedInWords() {
        ada.page().navigate(stack.pages() + "/registration");
        Page second = ada.newPage();
        second.navigate(stack.pages() + "/registration");
        fillIn(ada.page());
        fillIn(second);
        ada.press("button.main");
        assertThat(ada.heading()).isEqualTo("Look into your inbox");

        second.waitForNavigation(() -> second.locator("button.main").first().click());

        assertThat(second.locator("h1").innerText())
                .as("who is signed in has nothing to sign up for")
                .isIn("Hello, Ada Lovelace", "We couldn't tell that it was you");
    }

    private void fillIn(Page page) {
        page.locator("[name='traits.email']").fill(account.address());
        page.locator("[name='traits.name.first']").fill("Ada");
        page.locator("[name='traits.name.last']").fill("Lovelace");
        page.locator("[name=password]").fill(account.password());
    }

    @Test
    void theBackButtonAfterSigningInLeadsToNoDeadEnd() {
        account.create(ada, stack);
        ada.page().navigate(stack.pages() + "/logout");
        ada.press("button.main");
        account.signIn(ada, stack);
        assertThat(ada.heading()).isEqualTo("Hello, Ada Lovelace");

        ada.page().goBack();

        assertThat(ada.heading()).isIn("Sign in", "Hello, Ada Lovelace");
        ada.page().navigate(stack.pages() + "/login");
        assertThat(ada.heading()).as("signed in already").isEqualTo("Hello, Ada Lovelace");
    }

    @Test
    void aFormThatIsSentTwiceSignsUpOnce() {
        ada.page().navigate(stack.pages() + "/registration");
        fillIn(ada.page());
        ada.page().locator("button.main").first().dblclick();
        ada.page()
                .locator("h1:has-text('Look into your inbox'), h1:has-text('Hello, Ada')")
                .waitFor();
        ada.page().navigate(stack.pages() + "/dashboard");
        assertThat(ada.heading()).isEqualTo("Hello, Ada Lovelace");
    }

    @Test
    void withoutCookiesThePageSaysSoInsteadOfGoingRound() {
        ada.page().navigate(stack.pages() + "/login");
        String address = ada.page().url();
        ada.context().clearCookies();

        ada.page().navigate(address);

        assertThat(ada.heading()).isEqualTo("Cookies are blocked");
    }
}
