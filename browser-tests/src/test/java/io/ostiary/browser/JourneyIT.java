package io.ostiary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.ostiary.browser.Visitor.Settings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The described start, on a phone and on a desktop, with script and without. */
class JourneyIT {

    private final PagesStack stack = PagesStack.shared();

    static Stream<Settings> settings() {
        return Stream.of(
                Settings.DESKTOP, Settings.PHONE, Settings.PHONE.withoutScript(), Settings.DESKTOP.withoutScript());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aPersonComesAllTheWay(Settings settings) {
        try (Visitor ada = new Visitor(settings)) {
            Account account = Account.fresh();
            signUp(ada, account);
            Account changed = changePassword(ada, account, settings.script());
            endAnotherDevice(ada, changed);
            signOut(ada);
            recover(ada, changed);

            assertThat(ada.complaints()).isEmpty();
            assertThat(ada.origins()).containsOnly(stack.pages(), stack.publicUrl(), stack.inbox());
        }
    }

    private void signUp(Visitor ada, Account account) {
        ada.page().navigate(stack.pages() + "/");
        assertThat(ada.page().url()).endsWith("/welcome");
        ada.look("welcome");
        ada.page().navigate(stack.pages() + "/dashboard");
        assertThat(ada.heading()).isEqualTo("Sign in");
        ada.look("login");
        ada.press(".links a");
        assertThat(ada.heading()).isEqualTo("Create your account");
        ada.look("registration");
        ada.fill("traits.email", account.address());
        ada.fill("traits.name.first", "Ada");
        ada.fill("traits.name.last", "Lovelace");
        ada.fill("password", account.password());
        ada.press("button.main");
        assertThat(ada.heading()).isEqualTo("Look into your inbox");
        ada.look("verification-sent");
        String code = readInbox(ada, account);
        ada.fill("code", code.substring(0, 3) + " " + code.substring(3));
        ada.press("button.main");
        assertThat(ada.heading()).isEqualTo("All done");
        ada.look("verified");
        ada.press("a.button.main");
        assertThat(ada.page().url()).endsWith("/dashboard");
        assertThat(ada.heading()).isEqualTo("Hello, Ada Lovelace");
        assertThat(ada.page().locator(".badge.ok").first().innerText()).isEqualTo("Verified");
        ada.look("dashboard");
    }

    private String readInbox(Visitor ada, Account account) {
        String code = stack.code(account.address());
        Page inbox = ada.newPage();
        inbox.navigate(stack.inbox() + "/?query=to:" + account.address());
        ada.look(inbox, "inbox");
        inbox.locator(".row").first().click();
        inbox.waitForURL("**/mail/**");
        assertThat(inbox.locator(".codeline.large code").innerText()).isEqualTo(code);
        inbox.close();
        return code;
    }

    private Account changePassword(Visitor ada, Account account, boolean script) {
        Account changed = account.withPassword(account.password() + "-new");
        ada.press("nav a[href='/settings']");
        assertThat(ada.heading()).isEqualTo("Settings");
        ada.look("settings");
        ada.page().locator("#password [name=password]").fill(changed.password());
        ada.press("#password button.main");
        assertThat(ada.page().locator("#done").innerText()).isEqualTo("Your changes are saved.");
        // The API doesn't say which section was saved; a script remembers where the button was.
        assertThat(ada.page().locator(".card .note.ok:visible").allInnerTexts())
                .isEqualTo(script ? List.of("Saved.") : List.of());
        assertThat(ada.page().locator("#password .note.ok").isVisible()).isEqualTo(script);
        ada.look("settings-saved");
        return changed;
    }

    private void endAnotherDevice(Visitor ada, Account account) {
        try (Visitor elsewhere = new Visitor(Settings.PHONE)) {
            account.signIn(elsewhere, stack);
            assertThat(elsewhere.page().url()).endsWith("/dashboard");
            ada.press("nav a[href='/sessions']");
            assertThat(ada.page().locator(".devices > li").count()).isEqualTo(1);
            ada.look("sessions");
            ada.press(".devices button.second");
            assertThat(ada.page().locator(".devices > li").count()).isZero();
            ada.look("sessions-ended");
            elsewhere.page().navigate(stack.pages() + "/dashboard");
            assertThat(elsewhere.heading()).isEqualTo("Sign in");
        }
    }

    private void signOut(Visitor ada) {
        ada.press("nav button");
        assertThat(ada.heading()).isEqualTo("Sign in");
        ada.page().navigate(stack.pages() + "/logout");
        assertThat(ada.heading()).isEqualTo("You are signed out");
        ada.look("signed-out");
    }

    private void recover(Visitor ada, Account account) {
        stack.emptyInbox();
        ada.page().navigate(stack.pages() + "/recovery");
        ada.look("recovery");
        ada.fill("email", account.address());
        ada.press("button.main");
        ada.look("recovery-sent");
        ada.fill("code", stack.code(account.address()));
        ada.press("button.main");
        assertThat(ada.heading()).isEqualTo("Settings");
        ada.look("recovered");
    }
}
