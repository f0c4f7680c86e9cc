package io.ostiary.cli.command;

import io.ostiary.cli.local.Pages;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks at the pages once, so that their process records what it needs for them. */
final class PagesVisit {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final List<String> FLOWS = List.of("login", "registration", "recovery", "verification");

    private PagesVisit() {}

    static void look(Pages pages, String publicUrl) throws IOException, InterruptedException {
        Optional<String> base = pages.ui().map(each -> each.url().replaceFirst("/$", ""));
        if (base.isEmpty()) {
            return;
        }
        try (HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(DEADLINE)
                .build()) {
            for (String page : List.of("/welcome", "/nowhere", "/error")) {
                get(browser, base.get() + page);
            }
            for (String flow : FLOWS) {
                String begun = get(browser, publicUrl + "/self-service/" + flow + "/browser");
                get(browser, base.get() + "/" + flow + begun.substring(begun.indexOf('?')));
            }
        }
    }

    /** Asks for an address; gives where it leads, or the address itself with an empty query. */
    private static String get(HttpClient browser, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(DEADLINE)
                .header("Accept", "text/html")
                .build();
        return browser.send(request, BodyHandlers.ofString())
                .headers()
                .firstValue("Location")
                .filter(each -> each.contains("?"))
                .orElse(url + "?");
    }
}
