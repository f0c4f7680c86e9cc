package io.ostiary.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.browser.Visitor.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What axe says of the pages, in light and dark and in every language. */
class AccessIT {

    private static final List<String> FOR_ANYBODY = List.of(
            "/welcome", "/login", "/registration", "/recovery", "/verification", "/logout", "/nowhere", "/error");
    private static final List<String> FOR_SOMEBODY = List.of("/dashboard", "/settings", "/sessions", "/logout");

    private final PagesStack stack = PagesStack.shared();

    static Stream<Settings> settings() {
        return Stream.of(
                Settings.PHONE,
                Settings.DESKTOP.darkened(),
                Settings.PHONE.in("de"),
                Settings.DESKTOP.in("zh"),
                Settings.PHONE.in("es").darkened());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void noPageShutsAnybodyOut(Settings settings) {
        List<String> found = new ArrayList<>();
        try (Visitor visitor = new Visitor(settings)) {
            FOR_ANYBODY.forEach(path -> found.addAll(at(visitor, path)));
            visitor.page().navigate(stack.pages() + "/login");
            visitor.fill("identifier", "nobody@example.org");
            visitor.fill("password", "not-the-password");
            visitor.press("button.main");
            visitor.axe().forEach(each -> found.add("login with an error: " + each));
            Account account = Account.fresh();
            account.create(visitor, stack);
            visitor.axe().forEach(each -> found.add("verified: " + each));
            FOR_SOMEBODY.forEach(path -> found.addAll(at(visitor, path)));
            visitor.page().navigate(stack.inbox() + "/mail/latest");
            visitor.axe().forEach(each -> found.add("inbox: " + each));
            visitor.look("inbox-" + settings.language());
            assertThat(visitor.complaints()).isEmpty();
        }
        assertThat(found).isEmpty();
    }

    private List<String> at(Visitor visitor, String path) {
        visitor.page().navigate(stack.pages() + path);
        visitor.look(visitor.page().locator("html").getAttribute("lang") + path.replace('/', '-'));
        return visitor.axe().stream().map(each -> path + ": " + each).toList();
    }
}
