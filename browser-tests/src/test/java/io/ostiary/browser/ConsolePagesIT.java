package io.ostiary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.browser.Visitor.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The console in a browser: what it looks like, what axe says of it, what it doesn't show, and to whom. */
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
            "",
            "/edit",
            "/credentials",
            "/credentials/totp",
            "/sessions",
            "/messages",
            "/events",
            "/limits",
            "/recovery",
            "/delete",
            "/end-sessions");

    private static PagesStack stack;
    private static ConsolePerson ada;

    @BeforeAll
    static void start() {
        stack = PagesStack.start(ManyMethods.setup());
        ada = ConsolePerson.create(stack);
        ConsolePerson.bare(stack);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    static Stream<Settings> settings() {
        return Stream.of(Settings.PHONE, Settings.DESKTOP);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everyPageIsForEverybodyAndHoldsNoSecret(Settings settings) {
        List<String> found = new ArrayList<>();
        try (Visitor operator = new Visitor(settings)) {
            operator.page().navigate(stack.console());
            found.addAll(seen(operator, "sign-in"));
            operator.page().navigate(stack.consoleSignIn());
            PLACES.forEach(path -> found.addAll(at(operator, path, path)));
            OF_SOMEBODY.forEach(path -> found.addAll(at(operator, ada.path() + path, "/person" + path)));
            found.addAll(states(operator));
            assertThat(operator.complaints()).isEmpty();
            assertThat(operator.origins()).containsOnly(stack.console());
        }
        assertThat(found).isEmpty();
    }

    /** Pages that only a form leads to. */
    private static List<String> states(Visitor operator) {
        List<String> found = new ArrayList<>();
        operator.page().navigate(stack.console() + ada.path() + "/edit");
        operator.fill("traits/email", "x");
        operator.press("main form button.main");
        assertThat(ConsoleKeys.focused(operator)).isEqualTo("notice");
        found.addAll(seen(operator, "refused"));
        operator.page().navigate(stack.console() + ConsolePerson.bare(stack).path());
        operator.press("form[action$='/state'] button");
        found.addAll(seen(operator, "deactivated"));
        operator.page().navigate(stack.console() + ada.path() + "/recovery");
        operator.press("main button.main");
        found.addAll(seen(operator, "recovery-code"));
        operator.page().navigate(stack.console() + "/messages");
        operator.press("tbody a");
        found.addAll(seen(operator, "message"));
        operator.press("main form button");
        found.addAll(seen(operator, "message-content"));
        operator.page().navigate(stack.console() + "/identities");
        operator.page().locator("tbody input").first().check();
        operator.press("button[value=deactivate]");
        found.addAll(seen(operator, "bulk"));
        return found;
    }

    @Test
    void whoIsNotSignedInSeesNothing() {
        try (Visitor stranger = new Visitor(Settings.DESKTOP)) {
            Stream.concat(PLACES.stream(), OF_SOMEBODY.stream().map(each -> ada.path() + each))
                    .forEach(path -> {
                        int status =
                                stranger.page().navigate(stack.console() + path).status();
                        assertThat(status).as(path).isEqualTo(401);
                        assertThat(stranger.heading()).isEqualTo("Sign in");
                        assertThat(stranger.page()
                                        .locator("nav, table, [role=search]")
                                        .count())
                                .as(path)
                                .isZero();
                        assertThat(stranger.page().content())
                                .as(path)
                                .doesNotContain(ada.account().address());
                    });
        }
    }

    private static List<String> at(Visitor operator, String path, String name) {
        operator.page().navigate(stack.console() + path);
        return seen(
                operator,
                name.equals("/") ? "overview" : name.replaceAll("[^a-z]+", "-").replaceFirst("^-", ""));
    }

    /** Keeps what it looks like in light and in dark, and says what is wrong with it. */
    private static List<String> seen(Visitor operator, String name) {
        List<String> found = new ArrayList<>();
        String source = operator.page().content();
        ada.secrets().stream().filter(source::contains).forEach(each -> found.add(name + " holds a secret"));
        operator.look("console-" + name);
        operator.axe().forEach(each -> found.add(name + ": " + each));
        operator.darken(true);
        operator.look("console-" + name);
        operator.axeOfColours().forEach(each -> found.add(name + ", dark: " + each));
        operator.darken(false);
        return found;
    }
}
