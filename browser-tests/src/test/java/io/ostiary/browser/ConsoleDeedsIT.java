package io.ostiary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.ostiary.browser.Visitor.Settings;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator does at the console in a browser: by keyboard alone, with the confirmation that each deed takes. */
class ConsoleDeedsIT {

    /** A page of the same site, so that the operator's cookie goes along with its forms. */
    private static final String ELSEWHERE = "http://127.0.0.1:8123/";

    private final PagesStack stack = PagesStack.shared();
    private final Visitor operator = new Visitor(Settings.DESKTOP);
    private final ConsoleKeys keys = new ConsoleKeys(operator);

    @AfterEach
    void leave() {
        assertThat(operator.complaints()).isEmpty();
        operator.close();
    }

    @Test
    void aKeyboardIsEnoughFromTheSignInToTheLastConfirmation() {
        Account account = Account.fresh();
        try (Visitor ada = new Visitor(Settings.PHONE)) {
            account.create(ada, stack);
        }
        ConsolePerson.signInByApi(stack, account);
        signIn();
        String id = find(account);
        deactivateAndUndo(id);
        endSessions(id);
        delete(account, id);
    }

    private void signIn() {
        operator.page().navigate(stack.console());
        keys.tabTo("Address or token").type(stack.consoleSignIn()).enter();
        assertThat(operator.heading()).isEqualTo("Overview");
    }

    private String find(Account account) {
        Page page = operator.page();
        keys.press("g", "i");
        page.waitForURL("**/identities");
        keys.press("/").type(account.address()).enter();
        keys.press("j", "x");
        assertThat(page.locator("tbody input").first().isChecked()).isTrue();
        keys.enter();
        assertThat(operator.heading()).isEqualTo(account.address());
        return page.url().replaceFirst(".*/", "");
    }

    /** First grade: what can be undone is done at once. */
    private void deactivateAndUndo(String id) {
        keys.tabTo("Deactivate").enter();
        assertThat(state(id)).isEqualTo("inactive");
        assertThat(ConsoleKeys.focused(operator)).isEqualTo("notice");
        keys.tabTo("Undo").enter();
        assertThat(state(id)).isEqualTo("active");
    }

    /** One at once; all together, second grade, after a page that says what follows. */
    private void endSessions(String id) {
        operator.page().navigate(stack.console() + "/identities/" + id + "/sessions");
        assertThat(sessions(id)).isEqualTo(2);
        keys.tabTo("End").enter();
        assertThat(sessions(id)).isEqualTo(1);
        operator.page().navigate(stack.console() + "/identities/" + id);
        keys.tabTo("End all sessions").enter();
        assertThat(operator.page().locator("main").innerText()).contains("1 session is active");
        assertThat(sessions(id)).as("asked, not done").isEqualTo(1);
        keys.tabTo("End all sessions").enter();
        assertThat(sessions(id)).isZero();
    }

    /** Third grade: what can't be brought back wants to be typed. */
    private void delete(Account account, String id) {
        keys.tabTo("Delete").enter();
        assertThat(exists(id)).as("asked, not done").isTrue();
        keys.tabTo("Type " + account.address()).type("yes").enter();
        assertThat(exists(id)).as("not what was to be typed").isTrue();
        assertThat(ConsoleKeys.focused(operator)).isEqualTo("notice");
        keys.tabTo("Type " + account.address()).type(account.address()).enter();
        assertThat(operator.heading()).isEqualTo("Deleted");
        assertThat(exists(id)).isFalse();
    }

    @Test
    void manyGoOnlyAfterTheirNumberWasTyped() {
        List<ConsolePerson> some = List.of(ConsolePerson.bare(stack), ConsolePerson.bare(stack));
        operator.page().navigate(stack.consoleSignIn());
        operator.page().navigate(stack.console() + "/identities");
        some.forEach(each -> operator.page()
                .locator("tbody input[value='" + each.id() + "']")
                .check());
        operator.press("button[value=delete]");
        assertThat(some).as("asked, not done").allMatch(each -> exists(each.id()));
        operator.fill("typed", "3");
        operator.press("main form button.danger");
        assertThat(some).as("not their number").allMatch(each -> exists(each.id()));
        operator.fill("typed", "2");
        operator.press("main form button.danger");
        assertThat(operator.heading()).endsWith("2 of 2");
        assertThat(some).noneMatch(each -> exists(each.id()));
    }

    @Test
    void aFormOfAnotherPageChangesNothing() {
        ConsolePerson person = ConsolePerson.bare(stack);
        operator.page().navigate(stack.consoleSignIn());
        operator.page().navigate(stack.console() + person.path());
        String once =
                operator.page().locator("form[action$='/state'] [name=once]").getAttribute("value");
        String form =
                "<form method=post action='" + stack.console() + person.path() + "/state'><input name=once value='"
                        + once + "'><input name=state value=inactive><button>Go</button></form>";
        operator.context()
                .route(
                        ELSEWHERE + "**",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/html")
                                .setBody(form)));
        operator.page().navigate(ELSEWHERE);
        operator.press("button");

        assertThat(operator.heading()).isEqualTo("Not for you");
        assertThat(operator.page().locator("main").innerText()).contains("did not come from this console");
        assertThat(state(person.id())).isEqualTo("active");
    }

    @Test
    void whatWasTypedOutlivesASignInThatEnds() {
        ConsolePerson person = ConsolePerson.bare(stack);
        operator.page().navigate(stack.consoleSignIn());
        operator.page().navigate(stack.console() + person.path() + "/edit");
        operator.fill("traits/name/first", "Grace <b>");
        Page other = operator.newPage();
        other.navigate(stack.console());
        other.locator("footer form[action='/leave'] button").click();
        other.waitForSelector("h1:has-text('Sign in')");

        operator.press("main form button.main");
        assertThat(operator.heading()).isEqualTo("Sign in");
        assertThat(operator.page().locator("main").innerText()).contains("What you typed comes back");
        operator.look("console-sign-in-while-typing");
        operator.fill("token", stack.consoleSignIn());
        operator.press("main form button.main");

        assertThat(operator.page().locator("[name='traits/name/first']").inputValue())
                .isEqualTo("Grace <b>");
        operator.press("main form button.main");
        assertThat(person.json(stack).at("/traits/name/first").asText()).isEqualTo("Grace <b>");
    }

    private String state(String id) {
        return stack.ask(stack.adminUrl() + "/admin/identities/" + id)
                .path("state")
                .asText();
    }

    private boolean exists(String id) {
        return stack.ask(stack.adminUrl() + "/admin/identities/" + id).has("id");
    }

    private long sessions(String id) {
        return StreamSupport.stream(
                        stack.ask(stack.adminUrl() + "/admin/identities/" + id + "/sessions?active=true")
                                .spliterator(),
                        false)
                .count();
    }
}
