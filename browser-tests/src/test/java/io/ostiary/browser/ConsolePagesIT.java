package io.ostiary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.ostiary.browser.Visitor.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The console in a browser: what axe says of its pages, and that a keyboard is enough. */
class ConsolePagesIT {

    private static final List<String> PLACES = List.of(
            "/",
            "/identities",
            "/identities?q=nobody",
            "/sessions",
            "/messages",
            "/schemas",
            "/deeds",
            "/identities/new",
            "/nowhere");
    private static final List<String> OF_SOMEBODY = List.of(
            "", "/edit", "/credentials", "/sessions", "/messages", "/limits", "/recovery", "/delete", "/end-sessions");

    private final PagesStack stack = PagesStack.shared();

    static Stream<Settings> settings() {
        return Stream.of(Settings.PHONE, Settings.DESKTOP, Settings.PHONE.darkened(), Settings.DESKTOP.darkened());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void noPageShutsAnybodyOut(Settings settings) {
        List<String> found = new ArrayList<>();
        try (Visitor visitor = new Visitor(settings)) {
            visitor.page().navigate(stack.console());
            found.addAll(seen(visitor, "sign-in"));
            Account account = Account.fresh();
            account.create(visitor, stack);
            visitor.page().navigate(stack.consoleSignIn());
            PLACES.forEach(path -> found.addAll(at(visitor, path)));
            found.addAll(at(visitor, "/identities?q=" + account.address()));
            String person = visitor.page().locator("tbody a").first().getAttribute("href");
            OF_SOMEBODY.forEach(path -> found.addAll(at(visitor, person + path)));
            found.addAll(states(visitor, person));
            assertThat(visitor.complaints()).isEmpty();
            assertThat(visitor.origins()).allMatch(each -> each.startsWith("http://127.0.0.1:"));
        }
        assertThat(found).isEmpty();
    }

    /** Pages that only a form leads to. */
    private List<String> states(Visitor visitor, String person) {
        List<String> found = new ArrayList<>();
        visitor.page().navigate(stack.console() + person + "/edit");
        visitor.fill("traits/email", "x");
        visitor.press("button.main");
        found.addAll(seen(visitor, "refused"));
        assertThat(focused(visitor.page())).isEqualTo("notice");
        visitor.page().navigate(stack.console() + person);
        visitor.press("form[action$='/state'] button");
        found.addAll(seen(visitor, "deactivated"));
        visitor.page().navigate(stack.console() + person + "/recovery");
        visitor.press("button.main");
        found.addAll(seen(visitor, "recovery-code"));
        visitor.page().navigate(stack.console() + "/messages");
        visitor.press("tbody a");
        visitor.press("main form button");
        found.addAll(seen(visitor, "content"));
        visitor.page().navigate(stack.console() + "/identities");
        visitor.page().locator("tbody input").first().check();
        visitor.press("button[value=deactivate]");
        found.addAll(seen(visitor, "bulk"));
        return found;
    }

    @Test
    void aKeyboardIsEnough() {
        try (Visitor visitor = new Visitor(Settings.DESKTOP)) {
            Account account = Account.fresh();
            account.create(visitor, stack);
            Page page = visitor.page();
            page.navigate(stack.consoleSignIn());

            page.keyboard().press("g");
            page.keyboard().press("i");
            page.waitForURL("**/identities");
            page.keyboard().press("/");
            page.keyboard().type(account.address());
            page.keyboard().press("Enter");
            page.waitForURL("**/identities?q=*");
            page.keyboard().press("j");
            page.keyboard().press("x");
            assertThat(page.locator("tbody input").first().isChecked()).isTrue();
            page.keyboard().press("Enter");
            page.waitForURL(url -> url.matches(".*/identities/[0-9a-f-]{36}"));

            tabTo(page, "Delete");
            page.keyboard().press("Enter");
            page.waitForURL("**/delete");
            tabTo(page, "Type " + account.address());
            page.keyboard().type(account.address());
            page.keyboard().press("Enter");
            page.waitForSelector("h1:has-text('Deleted')");
        }
    }

    /** Goes on with Tab to what is called so. */
    private static void tabTo(Page page, String name) {
        for (int i = 0; i < 80; i++) {
            page.keyboard().press("Tab");
            String here = (String) page.evaluate("(document.activeElement.labels && document.activeElement.labels[0]"
                    + " || document.activeElement).textContent.trim()");
            if (here.equals(name)) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + name);
    }

    private static String focused(Page page) {
        return (String) page.evaluate("document.activeElement.id");
    }

    private List<String> at(Visitor visitor, String path) {
        visitor.page().navigate(stack.console() + path);
        return seen(visitor, path.replaceAll("[^a-z]+", "-").replaceFirst("-identities-[a-f-]+", "-person"));
    }

    private static List<String> seen(Visitor visitor, String name) {
        visitor.look("console" + (name.startsWith("-") ? "" : "-") + name);
        return visitor.axe().stream().map(each -> name + ": " + each).toList();
    }
}
