package io.ostiary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.browser.Visitor.Settings;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite's pages on a file of version 0.5.4: its paths, its forms, its letters with links. */
class OlderPagesIT {

    private static PagesStack stack;

    @BeforeAll
    static void start() {
        stack = PagesStack.start(PagesStack.Setup.quickstart().with(OlderQuickstart.withPages()));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    static Stream<Settings> settings() {
        return Stream.of(Settings.DESKTOP, Settings.PHONE.withoutScript());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aPersonComesAllTheWay(Settings settings) {
        Account account = Account.fresh();
        try (Visitor ada = new Visitor(settings)) {
            signUp(ada, account);
            verify(ada, account);
            Account changed = changePassword(ada, account);
            signOutAndIn(ada, changed);
            recover(ada, changed);
            assertThat(ada.complaints()).isEmpty();
        }
    }

    private static void signUp(Visitor ada, Account account) {
        ada.page().navigate(stack.pages() + "/dashboard");
        assertThat(ada.page().url()).contains("/auth/login?flow=");
        assertThat(ada.heading()).isEqualTo("Sign in");
        ada.look("older-login");
        ada.press(".links a");
        assertThat(ada.page().url()).contains("/auth/registration?flow=");
        assertThat(ada.page().locator("label").allInnerTexts())
                .contains("Email", "First name", "Last name", "Password");
        ada.look("older-registration");
        ada.fill("traits.email", account.address());
        ada.fill("traits.name.first", "Ada");
        ada.fill("traits.name.last", "Lovelace");
        ada.fill("password", account.password());
        ada.press("button.main");
        assertThat(ada.heading()).isEqualTo("Hello, Ada Lovelace");
        assertThat(ada.page().locator(".badge.warn").innerText()).isEqualTo("Not verified");
    }

    private static void verify(Visitor ada, Account account) {
        ada.page().navigate(stack.link(account.address(), stack.publicUrl() + "/self-service/verification/"));
        assertThat(ada.page().url()).endsWith("/dashboard");
        assertThat(ada.page().locator(".badge.ok").innerText()).isEqualTo("Verified");
        ada.look("older-dashboard");
        ada.page().navigate(stack.pages() + "/verify");
        ada.look("older-verification");
        ada.fill("email", account.address());
        ada.press("button.main");
        assertThat(ada.heading()).isEqualTo("Look into your inbox");
    }

    private static Account changePassword(Visitor ada, Account account) {
        Account changed = account.withPassword(account.password() + "-new");
        ada.page().navigate(stack.pages() + "/settings");
        ada.page().locator("#password [name=password]").fill("abc");
        ada.press("#password button.main");
        assertThat(ada.page().locator("#summary li").allInnerTexts())
                .singleElement()
                .asString()
                .startsWith("Password: This password can't be used: ")
                .doesNotContain("..");
        ada.look("older-settings-refused");
        ada.page().locator("#password [name=password]").fill(changed.password());
        ada.press("#password button.main");
        assertThat(ada.page().locator("#done").innerText()).isEqualTo("Your changes are saved.");
        assertThat(ada.page().locator("#password .note.ok").innerText()).isEqualTo("Saved.");
        ada.page().locator("[name='traits.name.last']").fill("King");
        ada.press("#profile button.main");
        assertThat(ada.page().locator("#profile .note.ok").innerText()).isEqualTo("Saved.");
        ada.look("older-settings");
        return changed;
    }

    private static void signOutAndIn(Visitor ada, Account account) {
        ada.press("nav button");
        assertThat(ada.page().url()).contains("/auth/login?flow=");
        ada.page().navigate(stack.pages() + "/logout");
        assertThat(ada.heading()).isEqualTo("You are signed out");
        ada.page().navigate(stack.pages() + "/auth/login");
        ada.fill("identifier", account.address());
        ada.fill("password", "not-the-password");
        ada.press("button.main");
        assertThat(ada.page().locator("#summary li").innerText())
                .isEqualTo("That address and password don't match. Check them and try again.");
        assertThat(ada.page().locator("[name=identifier]").inputValue()).isEqualTo(account.address());
        ada.fill("password", account.password());
        ada.press("button.main");
        assertThat(ada.heading()).isEqualTo("Hello, Ada King");
        ada.page().navigate(stack.pages() + "/logout");
        ada.press("button.main");
    }

    private static void recover(Visitor ada, Account account) {
        stack.emptyInbox();
        ada.page().navigate(stack.pages() + "/recovery");
        ada.fill("email", account.address());
        ada.press("button.main");
        assertThat(ada.heading()).isEqualTo("Look into your inbox");
        ada.look("older-recovery-sent");
        ada.page().navigate(stack.link(account.address(), stack.publicUrl() + "/self-service/recovery/"));
        assertThat(ada.heading()).isEqualTo("Settings");
        assertThat(ada.page().locator(".note.info").first().innerText()).startsWith("You are signed in again.");
    }

    @Test
    void speaksTheLanguageOfTheBrowser() {
        try (Visitor ada = new Visitor(Settings.PHONE.in("de"))) {
            ada.page().navigate(stack.pages() + "/auth/registration");
            assertThat(ada.page().locator("label").allInnerTexts()).contains("E-Mail", "Vorname", "Passwort");
            assertThat(ada.axe()).isEmpty();
        }
    }

    @Test
    void hasAPageForErrorsAndNoneOfDevicesWhichThisContractDoesNotList() {
        try (Visitor ada = new Visitor(Settings.PHONE)) {
            ada.page().navigate(stack.pages() + "/sessions");
            assertThat(ada.heading()).isEqualTo("There is no such page");
            ada.page().navigate(stack.pages() + "/error?error=stub:500");
            assertThat(ada.heading()).isEqualTo("Something went wrong");
            ada.page().locator("summary").click();
            assertThat(ada.page().locator("dl").innerText()).contains("500");
        }
    }
}
