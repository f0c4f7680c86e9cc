package io.ostiary.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.testkit.openid.OpenIdProvider;
import io.ostiary.testkit.openid.Parameters;
import io.ostiary.testkit.openid.SigningKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Operators who sign in at an OpenID provider. */
@QuarkusTest
@QuarkusTestResource(value = ProviderStart.class, restrictToAnnotatedClass = true)
class ProviderIT {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @TestHTTPResource
    URI base;

    @Test
    void whoeverHasTheGroupIsSignedInAndComesBack() throws Exception {
        HttpResponse<String> stranger = get(base.resolve("/deeds"));
        String link = Jsoup.parse(stranger.body()).select("main a.main").attr("href");

        assertThat(stranger.statusCode()).isEqualTo(401);
        URI asked = location(get(base.resolve(link)));
        assertThat(Parameters.read(asked.getRawQuery()))
                .containsEntry("scope", "openid groups")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", base.resolve("/sign-in").toString())
                .containsKeys("nonce", "state");
        HttpResponse<String> in =
                agree(asked, person("ann", "chief"), provider().key());

        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(location(in).getPath()).isEqualTo("/deeds");
        assertThat(in.headers().allValues("Set-Cookie"))
                .anyMatch(each -> each.startsWith("ostiary_console=")
                        && each.contains("HttpOnly")
                        && each.contains("SameSite=Lax"));
        assertThat(cookieNames()).containsExactly("ostiary_console");
        assertThat(footer("/deeds")).contains("ann, may change");
    }

    @Test
    void theGroupDecidesWhatSomebodyMayDo() throws Exception {
        assertThat(signIn(person("leo", "clerk", "others")).statusCode()).isEqualTo(303);
        assertThat(footer("/deeds")).contains("leo").doesNotContain("may change");

        leave();
        HttpResponse<String> refused = signIn(person("mallory", "others"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("mallory, who has no role here");
        assertThat(cookieNames()).isEmpty();
        assertThat(get(base.resolve("/deeds")).statusCode()).isEqualTo(401);

        assertThat(signIn(person("ann", "chief")).statusCode()).isEqualTo(303);
    }

    @Test
    void whatTheProviderDidNotSayForThisSignInCountsForNothing() throws Exception {
        Map<String, Object> chief = person("ann", "chief");
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "nonce", "another",
                        "aud", "another",
                        "iss", "http://another",
                        "exp", 1_000_000_000)
                .entrySet()) {
            Map<String, Object> claims = new HashMap<>(chief);
            claims.put(wrong.getKey(), wrong.getValue());

            assertThat(signIn(claims).statusCode()).as(wrong.getKey()).isEqualTo(403);
            assertThat(cookieNames()).as(wrong.getKey()).doesNotContain("ostiary_console");
        }
        HttpResponse<String> forged = agree(begin("/"), chief, SigningKey.named("first"));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(cookieNames()).doesNotContain("ostiary_console");
    }

    @Test
    void whoeverBreaksOffOrComesFromAnotherBrowserIsNotSignedIn() throws Exception {
        URI asked = begin("/");
        String state = Parameters.read(asked.getRawQuery()).get("state");
        HttpResponse<String> brokenOff =
                follow(base.resolve("/sign-in?error=access_denied&error_description=a%20secret&state=" + state));
        assertThat(brokenOff.statusCode()).isEqualTo(403);
        assertThat(brokenOff.body()).contains("did not work").doesNotContain("a secret");

        String there = begin("/").toString();
        URI theirs = OpenIdProvider.back(there, provider().agree(there, person("ann", "chief")));
        cookies.getCookieStore().removeAll();
        assertThat(follow(theirs).statusCode()).isNotEqualTo(303);
        assertThat(cookieNames()).doesNotContain("ostiary_console");
    }

    @Test
    void leadsNowhereElse() throws Exception {
        for (String to : List.of("https://evil.test/", "//evil.test/", "/\\evil.test")) {
            URI asked = begin(to);
            HttpResponse<String> in =
                    agree(asked, person("ann", "chief"), provider().key());

            assertThat(in.headers().firstValue("Location")).contains("/");
            leave();
        }
    }

    @Test
    void whatWasTypedStaysWhileSomebodySignsInAgain() throws Exception {
        ApiStub.answer(
                "/schemas",
                "[{\"id\":\"default\",\"schema\":{\"properties\":{\"traits\":{\"type\":\"object\","
                        + "\"properties\":{\"email\":{\"type\":\"string\"}}}}}}]");
        signIn(person("ann", "chief"));
        Element form = form(page("/identities/new"), "/new");
        leave();

        HttpResponse<String> out = submit(form, Map.of("traits/email", "grace@example.org"));
        assertThat(out.statusCode()).isEqualTo(401);
        Document waiting = Jsoup.parse(out.body());
        assertThat(waiting.select("main a.main").attr("target")).isEqualTo("_blank");
        assertThat(Jsoup.parse(submit(form(waiting, "/enter"), Map.of()).body()).select("#f-traits-email"))
                .as("not signed in yet")
                .isEmpty();
        signIn(person("ann", "chief"));
        Document back = Jsoup.parse(submit(form(waiting, "/enter"), Map.of()).body());

        assertThat(back.select("#f-traits-email").val()).isEqualTo("grace@example.org");
    }

    private static OpenIdProvider provider() {
        return ProviderStart.provider();
    }

    /** Whom the provider knows. */
    private static Map<String, Object> person(String name, String... groups) {
        return Map.of("sub", "id-of-" + name, "preferred_username", name, "groups", List.of(groups));
    }

    /** Somebody signs in there and comes back. */
    private HttpResponse<String> agree(URI asked, Map<String, Object> claims, SigningKey signer) throws Exception {
        String there = asked.toString();
        return follow(OpenIdProvider.back(there, provider().agree(there, claims, Map.of(), signer)));
    }

    private HttpResponse<String> signIn(Map<String, Object> claims) throws Exception {
        return agree(begin("/deeds"), claims, provider().key());
    }

    /** Where the console sends somebody to sign in. */
    private URI begin(String to) throws Exception {
        return location(get(base.resolve("/sign-in?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8))));
    }

    /** Back from the provider: over redirects with 302 to the last answer. */
    private HttpResponse<String> follow(URI address) throws Exception {
        HttpResponse<String> answer = get(address);
        for (int i = 0; i < 3 && answer.statusCode() == 302 && location(answer).getPort() == base.getPort(); i++) {
            answer = get(location(answer));
        }
        return answer;
    }

    private void leave() throws Exception {
        send(HttpRequest.newBuilder(base.resolve("/leave"))
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.noBody()));
        assertThat(cookieNames()).doesNotContain("ostiary_console");
    }

    private HttpResponse<String> submit(Element form, Map<String, String> typed) throws Exception {
        Map<String, String> fields = new HashMap<>();
        form.select("input[name], textarea[name]").forEach(each -> fields.put(each.attr("name"), each.val()));
        fields.putAll(typed);
        String body = fields.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(base.resolve(form.attr("action")))
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Element form(Document page, String end) {
        return page.select("main form[action$=" + end + "]").first();
    }

    private Document page(String path) throws Exception {
        return Jsoup.parse(get(base.resolve(path)).body());
    }

    private String footer(String path) throws Exception {
        return page(path).select("footer").text();
    }

    private List<String> cookieNames() {
        return cookies.getCookieStore().getCookies().stream()
                .map(HttpCookie::getName)
                .toList();
    }

    private URI location(HttpResponse<String> answer) {
        String location = answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(answer.statusCode() + ": " + answer.body()));
        return base.resolve(location);
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
