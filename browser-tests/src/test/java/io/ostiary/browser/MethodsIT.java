package io.ostiary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.ostiary.browser.Visitor.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Passkeys, security keys, authenticator apps and backup codes, in Chromium with authenticators that it plays. */
class MethodsIT {

    /** Another origin of the same host: browsers let it use the host's keys, so the server has to refuse it. */
    private static final String ELSEWHERE = "http://localhost:8123";

    private static PagesStack stack;

    private final Visitor ada = new Visitor(Settings.PHONE);
    private final Account account = Account.fresh();

    @BeforeAll
    static void start() {
        stack = PagesStack.start(ManyMethods.setup());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void leave() {
        ada.close();
    }

    @Test
    void aPasskeySignsUpAndInByItsButtonOrByTheFieldAlone() {
        VirtualKey device = VirtualKey.device(ada);
        signUpByPasskey(stack.pages() + "/registration");
        assertThat(ada.heading()).isEqualTo("Look into your inbox");
        assertThat(device.credentials()).isEqualTo(1);

        device.touched(false);
        signOut();
        ada.page().navigate(stack.pages() + "/login");
        ada.look("passkey-login");
        device.touched(true);
        ada.press("[data-trigger=oryPasskeyLogin]");
        ada.page().waitForURL("**/dashboard");
        assertThat(ada.heading()).isEqualTo("Hello, Ada Lovelace");

        signOut();
        // The field for the identifier offers it, and whoever plays the person takes the offer.
        ada.page().navigate(stack.pages() + "/login");
        ada.page().waitForURL("**/dashboard");
        assertThat(ada.heading()).isEqualTo("Hello, Ada Lovelace");
        assertThat(ada.complaints()).isEmpty();
    }

    @Test
    void aPasskeyOfAPageAtAnotherOriginIsRefused() {
        VirtualKey device = VirtualKey.device(ada);
        ada.context().route(ELSEWHERE + "/**", MethodsIT::imitate);
        ada.context().route("**/webauthn.js", MethodsIT::lend);
        ada.page().navigate(stack.pages() + "/registration");
        String flow = ada.page().url().replaceFirst(".*\\?", "?");
        signUpByPasskey(ELSEWHERE + "/registration" + flow);

        assertThat(device.credentials()).as("the browser made one").isEqualTo(1);
        assertThat(ada.page().url()).startsWith(stack.pages() + "/registration");
        assertThat(ada.page().locator("#summary").innerText()).isNotBlank();
        ada.look("passkey-elsewhere");
        ada.page().navigate(stack.pages() + "/dashboard");
        assertThat(ada.heading()).isEqualTo("Sign in");
    }

    /** Shows the pages at another origin. */
    private static void imitate(Route route) {
        String real = route.request().url().replace(ELSEWHERE, stack.pages());
        route.fulfill(new Route.FulfillOptions()
                .setResponse(route.fetch(new Route.FetchOptions().setUrl(real).setMaxRedirects(0))));
    }

    /** The API's script is lent to no other origin; whoever imitates the pages has a copy. */
    private static void lend(Route route) {
        Map<String, String> headers = new HashMap<>(route.fetch().headers());
        headers.put("access-control-allow-origin", "*");
        route.fulfill(new Route.FulfillOptions().setResponse(route.fetch()).setHeaders(headers));
    }

    @Test
    void aSecurityKeyIsTheSecondFactor() {
        account.create(ada, stack);
        VirtualKey key = VirtualKey.securityKey(ada);
        ada.page().navigate(stack.pages() + "/settings");
        ada.page().locator("#webauthn [name=webauthn_register_displayname]").fill("Blue key");
        ada.press("#webauthn [data-trigger]");
        assertThat(ada.page().locator("#done").innerText()).isEqualTo("Your changes are saved.");
        assertThat(ada.page().locator("#webauthn .held").innerText()).contains("Blue key");
        assertThat(key.credentials()).isEqualTo(1);
        ada.look("security-key-held");

        signOut();
        account.signIn(ada, stack);
        assertThat(ada.heading()).isEqualTo("One more step");
        ada.look("security-key-asked");
        ada.page().navigate(stack.pages() + "/dashboard");
        assertThat(ada.heading()).as("not without it").isEqualTo("One more step");
        ada.press("[data-trigger]");
        ada.page().navigate(stack.pages() + "/dashboard");
        assertThat(ada.page().locator("dl .badge.ok").innerText()).isEqualTo("Used for this sign-in");
        assertThat(ada.complaints()).isEmpty();
    }

    @Test
    void anAuthenticatorAppIsTheSecondFactorAndABackupCodeTakesItsPlaceOnce() {
        account.create(ada, stack);
        ada.page().navigate(stack.pages() + "/settings");
        ada.look("settings-all");
        Totp app = new Totp(ada.page().locator("#totp code.key").innerText().replaceAll("\\s", ""));
        ada.page().locator("#totp [name=totp_code]").fill(app.code(0));
        ada.press("#totp button.main");
        assertThat(ada.page().locator("#totp h2 .state").innerText()).isEqualTo("On");
        List<String> codes = backupCodes();

        signOut();
        account.signIn(ada, stack);
        assertThat(ada.heading()).isEqualTo("One more step");
        ada.look("second-factor");
        ada.fill("totp_code", app.code(1));
        ada.press("button.main");
        stepUpIsDone();

        signOut();
        account.signIn(ada, stack);
        useBackupCode(codes.getFirst());
        stepUpIsDone();

        signOut();
        account.signIn(ada, stack);
        useBackupCode(codes.getFirst());
        assertThat(ada.page().locator("#summary li").innerText())
                .isEqualTo("This backup code was used before. Enter another one.");
        assertThat(ada.complaints()).isEmpty();
    }

    private List<String> backupCodes() {
        ada.press(
                "#lookup_secret button[name=lookup_secret_reveal], #lookup_secret button[name=lookup_secret_regenerate]");
        List<String> codes = ada.page().locator("#lookup_secret .codes code").allInnerTexts();
        assertThat(codes).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        ada.look("backup-codes");
        ada.press("#lookup_secret button[name=lookup_secret_confirm]");
        assertThat(ada.page().locator("#lookup_secret h2 .state").innerText()).isEqualTo("On");
        return codes;
    }

    private void useBackupCode(String code) {
        Locator others = ada.page().locator(".others > summary");
        if (others.count() > 0) {
            others.click();
        }
        ada.fill("lookup_secret", code);
        ada.press("[data-group=lookup_secret] button");
    }

    private void stepUpIsDone() {
        ada.page().navigate(stack.pages() + "/dashboard");
        assertThat(ada.page().locator("dl .badge.ok").innerText()).isEqualTo("Used for this sign-in");
    }

    private void signUpByPasskey(String address) {
        ada.page().navigate(address);
        ada.fill("traits.email", account.address());
        ada.fill("traits.name.first", "Ada");
        ada.fill("traits.name.last", "Lovelace");
        ada.look("passkey-registration");
        ada.press("[data-trigger=oryPasskeyRegistration]");
    }

    private void signOut() {
        ada.page().navigate(stack.pages() + "/logout");
        ada.press("button.main");
    }
}
