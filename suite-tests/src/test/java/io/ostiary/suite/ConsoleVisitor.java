package io.ostiary.suite;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** An operator with a browser at the console, without a script. */
final class ConsoleVisitor {

    private final Browser browser = new Browser();
    private final String base;
    private final String[] headers;

    /**
     * @param base address of the console
     * @param headers what a proxy in front adds
     */
    ConsoleVisitor(String base, String... headers) {
        this.base = base;
        this.headers = headers;
    }

    HttpResponse<String> get(String path) {
        return browser.get(path.startsWith("http") ? path : base + path, headers);
    }

    /** The page at a path, where it leads to. */
    Document page(String path) {
        return follow(get(path));
    }

    /** Sends a form as a browser does: with all of its fields, some of them filled in. */
    HttpResponse<String> send(Element form, Map<String, String> typed) {
        List<Map.Entry<String, String>> fields = new ArrayList<>(fields(form));
        fields.removeIf(each -> typed.containsKey(each.getKey()));
        fields.addAll(typed.entrySet());
        return post(form.attr("action"), fields, "Sec-Fetch-Site", "same-origin");
    }

    /** Sends a form and gives the page that it leads to. */
    Document submit(Element form, Map<String, String> typed) {
        return follow(send(form, typed));
    }

    HttpResponse<String> post(String path, Collection<Map.Entry<String, String>> fields, String... more) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        return browser.submit(base + path, fields, all.toArray(String[]::new));
    }

    /** What stands in a form, name by name. */
    static List<Map.Entry<String, String>> fields(Element form) {
        return form.select("input[name]:not([type=checkbox]), textarea[name]").stream()
                .map(each -> Map.entry(each.attr("name"), each.val()))
                .toList();
    }

    /** The one-time value of a form. */
    static String once(Element form) {
        return form.select("input[name=once]").val();
    }

    /** The form that leads to an address that ends so. */
    static Element form(Document page, String end) {
        return page.select("main form[action$=" + end + "]").stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form to " + end + " in:\n" + page));
    }

    /** The id of the identity that a page is about. */
    static String id(Document page) {
        return page.selectFirst("p.id code").text();
    }

    private Document follow(HttpResponse<String> answer) {
        HttpResponse<String> last = answer;
        for (int i = 0; i < 3 && last.statusCode() == 303; i++) {
            last = get(Browser.location(last));
        }
        return Jsoup.parse(last.body());
    }
}
