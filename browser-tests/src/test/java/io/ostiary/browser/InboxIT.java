package io.ostiary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext.GrantPermissionsOptions;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Response;
import com.sun.net.httpserver.HttpServer;
import io.ostiary.browser.Visitor.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The development inbox, as people use it. */
class InboxIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 500;

    private final PagesStack stack = PagesStack.shared();
    private final Visitor ada = new Visitor(Settings.DESKTOP);

    @BeforeEach
    void empty() {
        stack.emptyInbox();
    }

    @AfterEach
    void leave() {
        ada.close();
    }

    private void arrives(String to, String subject, String text, String html) {
        ObjectNode mail = JSON.createObjectNode()
                .put("Subject", subject)
                .put("Text", text)
                .put("HTML", html);
        mail.putObject("From").put("Email", "no-reply@example.org");
        mail.putArray("To").addObject().put("Email", to);
        stack.post(mail);
    }

    @Test
    void aCodeIsCopiedFromTheListAndFromTheMail() {
        ada.context()
                .grantPermissions(
                        List.of("clipboard-read", "clipboard-write"),
                        new GrantPermissionsOptions().setOrigin(stack.inbox()));
        arrives("ada@example.org", "123456 is your sign-in code", "Enter 123456.", "");
        ada.page().navigate(stack.inbox());
        ada.look("inbox-list");
        ada.page().locator("#rows [data-copy]").click();
        ada.page().locator("#rows [data-copy]:has-text('Copied')").waitFor();
        assertThat(clipboard()).isEqualTo("123456");

        arrives("ada@example.org", "654321 is your sign-in code", "Enter 654321.", "");
        ada.page().navigate(stack.inbox());
        ada.press("#rows .row");
        ada.page().keyboard().press("c");
        ada.page().locator("#copy:has-text('Copied')").waitFor();
        assertThat(clipboard()).isEqualTo("654321");
        assertThat(ada.complaints()).isEmpty();
    }

    private String clipboard() {
        return (String) ada.page().evaluate("navigator.clipboard.readText()");
    }

    @Test
    void aLinkIsAButton() {
        String link = stack.pages() + "/welcome";
        arrives("ada@example.org", "Recover your account", "Open this link:\n\n" + link + "\n", "");
        ada.page().navigate(stack.inbox());
        ada.press("#rows .row");

        assertThat(ada.page().locator("#open").getAttribute("href")).isEqualTo(link);
        ada.press("#open");
        assertThat(ada.page().url()).isEqualTo(link);
    }

    @Test
    void nothingInAMailRunsOrIsLoadedUntilItIsAskedFor() throws IOException {
        AtomicInteger loaded = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        elsewhere.createContext("/", exchange -> {
            loaded.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            String html = """
                    <h1>Hello</h1>
                    <script>top.document.title = 'taken'; document.body.textContent = 'taken';
                    fetch('/api/v1/messages', {method: 'DELETE'});</script>
                    <img src="http://127.0.0.1:%d/pixel.png" onerror="document.body.textContent = 'taken'">
                    <form action="/delete" method="post"><button id="bait">Win</button></form>
                    """.formatted(elsewhere.getAddress().getPort());
            arrives("ada@example.org", "A mail with a script", "Hello", html);
            readsHarmlessly(loaded);
            ada.press("a:has-text('Show pictures of others')");
            ada.page().frameLocator("#frame").locator("h1").waitFor();
            Awaitility.await("the picture is asked for").until(() -> loaded.get() == 1);
        } finally {
            elsewhere.stop(0);
        }
    }

    private void readsHarmlessly(AtomicInteger loaded) throws IOException {
        ada.page().navigate(stack.inbox());
        ada.press("#rows .row");
        String mail = ada.page().url();
        FrameLocator frame = ada.page().frameLocator("#frame");
        frame.locator("#bait").click();

        // What ran would have run by the time that another mail shows up by itself.
        arrives("ada@example.org", "A later mail", "Hello", "");
        ada.page().locator("#rows .row >> nth=1").waitFor();
        assertThat(frame.locator("h1").innerText()).isEqualTo("Hello");
        assertThat(ada.page().title()).contains("A mail with a script");
        assertThat(stack.mails()).isEqualTo(2);

        ada.page().navigate(stack.inbox() + ada.page().locator("#frame").getAttribute("src"));
        assertThat(ada.page().locator("h1").innerText()).isEqualTo("Hello");
        assertThat(stack.mails()).as("opened by itself").isEqualTo(2);
        assertThat(loaded).hasValue(0);
        ada.page().navigate(mail);
    }

    @Test
    void searchNarrowsTheList() {
        arrives("ada@example.org", "111111 is your code", "111111", "");
        arrives("bob@example.org", "222222 is your code", "222222", "");
        arrives("bob@example.org", "Welcome", "Hello", "");
        ada.page().navigate(stack.inbox());
        assertThat(rows()).hasSize(3);

        ada.page().keyboard().press("/");
        ada.page().locator("#query").fill("to:bob subject:code");
        ada.page().waitForNavigation(() -> ada.page().keyboard().press("Enter"));

        assertThat(rows()).singleElement().asString().contains("222222 is your code");
        ada.look("inbox-search");
        ada.page().locator("#query").fill("to:nobody");
        ada.page().waitForNavigation(() -> ada.page().keyboard().press("Enter"));
        assertThat(ada.page().locator(".empty").innerText()).startsWith("No mail fits.");
    }

    private List<String> rows() {
        return ada.page().locator("#rows .row").allInnerTexts();
    }

    @Test
    void newMailShowsByItself() {
        ada.page().navigate(stack.inbox());
        assertThat(ada.page().locator(".empty").innerText()).startsWith("No mail yet.");

        arrives("ada@example.org", "333333 is your code", "333333", "");

        ada.page().locator("#rows .row").waitFor();
        assertThat(ada.page().title()).startsWith("(1)");
        assertThat(ada.walk()).as("nothing was loaded anew").hasSize(1);
    }

    @Test
    void fiveHundredMailsAreAPageOfBoundedSizeThatStillMoves() throws IOException {
        for (int i = 0; i < KEPT + 20; i++) {
            arrives("person" + i + "@example.org", "%06d is your code".formatted(i), "Enter it.", "<p>Enter it.</p>");
        }
        assertThat(stack.mails()).isEqualTo(KEPT);

        Response page = ada.page().navigate(stack.inbox());
        assertThat(page.body().length).isLessThan(400_000);
        assertThat(rows().getFirst()).contains("000519");
        arrives("late@example.org", "The latest", "Hello", "");
        ada.page().locator("#rows .row:has-text('The latest')").waitFor();
        ada.page().locator("#query").fill("to:person500");
        ada.page().waitForNavigation(() -> ada.page().keyboard().press("Enter"));
        assertThat(rows()).hasSize(1);
        ada.press("#rows .row");
        assertThat(ada.page().locator("#subject").innerText()).isEqualTo("000500 is your code");
        ada.look("inbox-many");
    }
}
