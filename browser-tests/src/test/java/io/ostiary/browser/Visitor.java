package io.ostiary.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A person with a browser: what it looks like to them is kept as screenshots, what goes wrong as complaints. */
final class Visitor implements AutoCloseable {

    private static final double DEADLINE_MILLIS = 30_000;
    private static final Path SCREENSHOTS = Path.of(System.getProperty("browser.screenshots"));
    private static final Playwright PLAYWRIGHT =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private static final Browser BROWSER = PLAYWRIGHT
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));

    private final BrowserContext context;
    private final Page page;
    private final Settings settings;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private boolean dark;
    private final Set<String> origins = new TreeSet<>();
    private final List<String> walk = new CopyOnWriteArrayList<>();

    /**
     * How somebody looks at the pages.
     *
     * @param width width of the window in CSS pixels
     * @param height its height
     * @param script whether scripts run
     * @param language of the browser
     * @param dark whether dark colours are asked for
     */
    record Settings(int width, int height, boolean script, String language, boolean dark) {

        static final Settings PHONE = new Settings(390, 844, true, "en", false);
        static final Settings DESKTOP = new Settings(1280, 800, true, "en", false);

        Settings withoutScript() {
            return new Settings(width, height, false, language, dark);
        }

        Settings darkened() {
            return new Settings(width, height, script, language, true);
        }

        Settings in(String other) {
            return new Settings(width, height, script, other, dark);
        }
    }

    Visitor(Settings settings) {
        this.settings = settings;
        this.dark = settings.dark();
        this.context = BROWSER.newContext(new Browser.NewContextOptions()
                .setViewportSize(settings.width(), settings.height())
                .setJavaScriptEnabled(settings.script())
                .setLocale(settings.language())
                // A colour on its way from light to dark is neither.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(settings.dark() ? ColorScheme.DARK : ColorScheme.LIGHT));
        this.page = newPage();
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Another tab. */
    Page newPage() {
        Page tab = context.newPage();
        tab.setDefaultTimeout(DEADLINE_MILLIS);
        tab.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        tab.onPageError(complaints::add);
        tab.onRequest(request -> {
            origins.add(request.url().replaceFirst("^(\\w+:/*[^/]*).*", "$1"));
            if (request.isNavigationRequest()) {
                walk.add(request.method() + " " + request.url().replaceFirst("\\?.*", ""));
            }
        });
        return tab;
    }

    /** Violations of the policy and errors of scripts, so far. */
    List<String> complaints() {
        return complaints;
    }

    /** Where requests went, so far. */
    Set<String> origins() {
        return origins;
    }

    /** The pages that were asked for since the last call, redirects among them, as method and address without a query. */
    List<String> walk() {
        List<String> since = List.copyOf(walk);
        walk.clear();
        return since;
    }

    /** Presses a button or link and waits for the page it leads to. */
    void press(String selector) {
        page.waitForNavigation(() -> page.locator(selector).first().click());
        page.waitForLoadState();
    }

    /** Fills a field in, by the name it is sent under. */
    void fill(String name, String value) {
        try {
            page.locator("[name='" + name + "']:not([type=hidden])").first().fill(value);
        } catch (TimeoutError e) {
            throw new AssertionError("no " + name + " at " + page.url() + ", " + heading(), e);
        }
    }

    String heading() {
        try {
            return page.locator("h1").first().innerText();
        } catch (TimeoutError e) {
            throw new AssertionError("no heading at " + page.url() + ": " + page.content(), e);
        }
    }

    /** Asks for dark colours from now on, or for light ones. */
    void darken(boolean on) {
        dark = on;
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(on ? ColorScheme.DARK : ColorScheme.LIGHT));
    }

    /** Keeps what the page looks like, and that nothing has to be scrolled sideways. */
    void look(String name) {
        look(page, name);
    }

    /** The same of another tab. */
    void look(Page tab, String name) {
        String folder = settings.width() + "x" + settings.height()
                + (dark ? "-dark" : "")
                + (settings.script() ? "" : "-no-script");
        tab.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(folder).resolve(name + ".png"))
                .setFullPage(true));
        if (settings.script() && (boolean) tab.evaluate("document.documentElement.scrollWidth > innerWidth")) {
            complaints.add(name + " is wider than the window");
        }
    }

    /** What axe finds wrong with the page; empty when nothing. Scripts, and so axe, don't run in the frame of a mail. */
    List<String> axe() {
        return violations(new AxeBuilder(page));
    }

    /** What axe finds wrong with the colours; nothing else of a page changes with them. */
    List<String> axeOfColours() {
        return violations(new AxeBuilder(page).withRules(List.of("color-contrast")));
    }

    private static List<String> violations(AxeBuilder axe) {
        List<String> found = new ArrayList<>();
        for (Rule rule : axe.exclude(List.of("iframe[sandbox]")).analyze().getViolations()) {
            found.add(rule.getId() + " at " + rule.getNodes().getFirst().getHtml());
        }
        return found;
    }

    @Override
    public void close() {
        context.close();
    }

    private static Path executable() {
        String named = System.getProperty("browser.executable", "");
        return named.isEmpty()
                ? Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("there is no Chromium; name one by -Dbrowser.executable"))
                : Path.of(named);
    }
}
