package io.ostiary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.ostiary.browser.Visitor.Settings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens beside the way. */
class StatesIT {

    private final PagesStack stack = PagesStack.shared();
    private final Visitor ada = new Visitor(Settings.PHONE);

    @AfterEach
    void leave() {
        assertThat(ada.complaints()).isEmpty();
        ada.close();
    }

    @Test
    void aWrongPasswordKeepsTheIdentifierAndTellsAtTheTop() {
        ada.page().navigate(stack.pages() + "/login");
        ada.fill("identifier", "nobody@example.org");
        ada.fill("password", "not-the-password");
        ada.page().keyboard().press("Enter");
        ada.page().waitForURL("**/login?flow=*");
        ada.page().locator("#summary").waitFor();

        assertThat(ada.page().title()).startsWith("Error:");
        assertThat(focused()).isEqualTo("summary");
        assertThat(ada.page().locator("[name=identifier]").inputValue()).isEqualTo("nobody@example.org");
        assertThat(ada.page().locator("[name=password]").inputValue()).isEmpty();
        ada.look("login-wrong");
    }

    @Test
    void everyErrorLeadsToItsField() {
        ada.page().navigate(stack.pages() + "/registration");
        ada.fill("traits.email", "not an address");
        ada.fill("password", "x");
        ada.press("button.main");

        Locator links = ada.page().locator("#summary a");
        assertThat(links.count()).isPositive();
        for (Locator link : links.all()) {
            link.click();
            assertThat("#" + focused()).isEqualTo(link.getAttribute("href"));
        }
        ada.look("registration-errors");
    }

    @Test
    void aCodeIsSentThoughThePasswordIsEmptyAndABlankInItDoesNotMatter() {
        Account account = Account.fresh();
        account.create(ada, stack);
        stack.emptyInbox();
        ada.context().clearCookies();
        ada.page().navigate(stack.pages() + "/recovery");
        ada.fill("email", account.address());
        ada.press("button.main");
        String code = stack.code(account.address());

        ada.page().locator("[name=code]").first().fill(code.substring(0, 3) + "-" + code.substring(3));
        assertThat(ada.page().locator("[name=code]").first().inputValue()).isEqualTo(code);
        assertThat(ada.page().locator("[name=code]").first().getAttribute("autocomplete"))
                .isEqualTo("one-time-code");
    }

    @Test
    void anUnknownFlowIsBegunAnewAndSaidSo() {
        ada.page().navigate(stack.pages() + "/login");
        ada.page().navigate(stack.pages() + "/login?flow=7c1c2e1e-1111-4222-8333-444455556666");

        assertThat(ada.page().locator(".note.info").first().innerText()).contains("started a new one");
        assertThat(ada.page().locator("[name=identifier]").count()).isEqualTo(1);
    }

    @Test
    void aBrowserWithoutCookiesIsToldSo() {
        ada.page().navigate(stack.pages() + "/login");
        String address = ada.page().url();
        ada.context().clearCookies();

        ada.page().navigate(address);

        assertThat(ada.heading()).isEqualTo("Cookies are blocked");
        ada.look("cookies-blocked");
    }

    @Test
    void aDoublePressCreatesOneAccount() {
        Account account = Account.fresh();
        ada.page().navigate(stack.pages() + "/registration");
        ada.fill("traits.email", account.address());
        ada.fill("password", account.password());
        ada.page().locator("button.main").first().dblclick();
        ada.page().locator("[name=code]").first().waitFor();

        assertThat(ada.heading()).isEqualTo("Look into your inbox");
    }

    @Test
    void thePasswordIsShownAndHiddenAgain() {
        ada.page().navigate(stack.pages() + "/login");
        ada.fill("password", "a-password");
        ada.page().locator("[data-reveal]").click();
        assertThat(ada.page().locator("[name=password]").getAttribute("type")).isEqualTo("text");
        assertThat(ada.page().locator("[data-reveal]").innerText()).isEqualTo("Hide");
        ada.page().locator("[data-reveal]").click();
        assertThat(ada.page().locator("[name=password]").getAttribute("type")).isEqualTo("password");
    }

    @Test
    void whatIsNotThereSaysSoInWords() {
        ada.page().navigate(stack.pages() + "/nowhere");
        assertThat(ada.heading()).isEqualTo("There is no such page");
        ada.look("404");
        ada.page().navigate(stack.pages() + "/error?id=stub:500");
        assertThat(ada.page().locator("main").innerText()).doesNotContain("{");
        ada.look("error");
    }

    @Test
    void setsNoOtherCookiesThanThoseThatAreToldOf() {
        Account.fresh().create(ada, stack);
        ada.page().navigate(stack.pages() + "/dashboard?lang=de");

        List<String> names =
                ada.context().cookies().stream().map(each -> each.name).toList();
        assertThat(names)
                .allMatch(each -> each.startsWith("csrf_token")
                        || List.of("ory_kratos_session", "ory_kratos_continuity", "lang", "last_method")
                                .contains(each));
        assertThat(ada.heading()).startsWith("Guten Tag");
    }

    @Test
    void weighsLittle() {
        long[] bytes = {0};
        int[] requests = {0};
        ada.page().onResponse(response -> {
            if (response.status() == 200) {
                requests[0]++;
                String length = response.headerValue("content-length");
                bytes[0] += length == null ? response.body().length : Long.parseLong(length);
            }
        });
        ada.page().navigate(stack.pages() + "/login");
        ada.page().waitForLoadState();

        assertThat(requests[0]).isLessThanOrEqualTo(5);
        assertThat(bytes[0]).isLessThan(20_000);
        Object shift = ada.page()
                .evaluate("new Promise(done => { let sum = 0; new PerformanceObserver(list => "
                        + "list.getEntries().forEach(e => sum += e.value)).observe({type: 'layout-shift', buffered: true});"
                        + " setTimeout(() => done(sum), 300); })");
        assertThat(((Number) shift).doubleValue()).isZero();
    }

    private String focused() {
        return (String) ada.page().evaluate("document.activeElement.id");
    }
}
