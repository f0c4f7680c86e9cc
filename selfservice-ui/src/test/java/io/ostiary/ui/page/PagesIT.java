package io.ostiary.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.ui.form.Samples;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiStub.class)
class PagesIT {

    private static final String WHOAMI = "/sessions/whoami";
    private static final String SESSION = """
            {"id":"s1","active":true,"authenticated_at":"2026-03-01T12:00:00Z","expires_at":"2099-03-01T12:00:00Z",
            "authenticator_assurance_level":"aal1","authentication_methods":[{"method":"password"}],
            "devices":[{"user_agent":"Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0","ip_address":"192.0.2.1:5"}],
            "identity":{"traits":{"email":"ada@example.org","name":{"first":"Ada <b>"}},
            "verifiable_addresses":[{"value":"ada@example.org","verified":false}]}}""";

    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource
    URI base;

    @BeforeEach
    void forget() {
        ApiStub.forget();
    }

    @Test
    void beginsAFlowWithWhatTheVisitAskedFor() throws Exception {
        HttpResponse<String> answer = get("/auth/login?return_to=https%3A%2F%2Fa.example%2F%3Fb%3Dc&aal=aal2&x=y");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer))
                .endsWith("/self-service/login/browser?return_to=https%3A%2F%2Fa.example%2F%3Fb%3Dc&aal=aal2");
    }

    @Test
    void tellsHowLongAPasswordHasToBeBeforeItIsTyped() throws Exception {
        String flow = Samples.of("registration")
                .input("password", "password", "password", "", 1070001)
                .attributes("{\"autocomplete\":\"new-password\"}")
                .input("password", "method", "submit", "password", 1040001)
                .json();
        ApiStub.answer("/self-service/registration/flows?id=f1", 200, flow);

        Document page = Jsoup.parse(get("/registration?flow=f1").body());

        assertThat(page.select(".hint").text()).startsWith("At least 12 characters.");
        assertThat(Jsoup.parse(get("/registration?flow=f1&lang=de").body())
                        .select(".hint")
                        .text())
                .startsWith("Mindestens 12 Zeichen.");
    }

    @Test
    void drawsALoginWhoseFirstButtonIsThatOfThePassword() throws Exception {
        String flow = Samples.of("login")
                .input("default", "identifier", "text", "", 1070004)
                .input("code", "method", "submit", "code", 1010015)
                .input("password", "password", "password", "", 1070001)
                .attributes("{\"autocomplete\":\"current-password\"}")
                .input("password", "method", "submit", "password", 1010022)
                .json();
        ApiStub.answer("/self-service/login/flows?id=f1", 200, flow, "csrf_token_x=1; Path=/; HttpOnly");

        HttpResponse<String> answer = get("/auth/login?flow=f1", "Cookie", "csrf_token_x=0", "Accept-Language", "de");

        Document page = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie")).contains("csrf_token_x=1; Path=/; HttpOnly");
        assertThat(ApiStub.ASKED).containsExactly("GET /self-service/login/flows?id=f1 csrf_token_x=0");
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("de");
        assertThat(page.selectFirst("h1").text()).isEqualTo("Anmelden");
        assertThat(page.selectFirst("form").attr("action")).isEqualTo("http://api.example/self-service/login?flow=f1");
        assertThat(page.selectFirst("[type=submit]").val()).isEqualTo("password");
        assertThat(page.selectFirst("[name=identifier]").attr("autocomplete")).isEqualTo("username");
        assertThat(page.selectFirst("[type=password]").attr("autocomplete")).isEqualTo("current-password");
        assertThat(page.select(
                        "label[for=" + page.selectFirst("[type=password]").id() + "]"))
                .hasSize(1);
        assertThat(page.select("[style], script:not([src]), [onclick]")).isEmpty();
        assertThat(page.select("a[href=/registration]")).hasSize(1);
    }

    @Test
    void leadsFromErrorsToTheirFields() throws Exception {
        String flow = Samples.of("registration")
                .input("default", "traits.email", "email", "<script>alert(1)</script>", 1070002)
                .context("{\"title\":\"E-mail\",\"name\":\"traits.email\"}")
                .error(4000040)
                .input("password", "password", "password", "", 1070001)
                .error(4000039)
                .input("password", "method", "submit", "password", 1040001)
                .json();
        ApiStub.answer("/self-service/registration/flows?id=f1", 200, flow);

        HttpResponse<String> answer = get("/registration?flow=f1", "Cookie", "csrf_token=0");

        Document page = Jsoup.parse(answer.body());
        assertThat(page.title()).isEqualTo("Error: Create your account – Acme");
        assertThat(page.select("#summary[role=alert] a")).hasSize(2).allSatisfy(link -> {
            assertThat(page.selectFirst(link.attr("href")).attr("aria-invalid")).isEqualTo("true");
        });
        assertThat(answer.body()).doesNotContain("<script>alert");
        assertThat(page.selectFirst("[name=traits.email]").val()).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void beginsAgainWhenTheFlowHasExpiredAndSaysSo() throws Exception {
        ApiStub.answer(
                "/self-service/login/flows?id=f1",
                410,
                "{\"error\":{\"id\":\"self_service_flow_expired\",\"details\":{\"return_to\":\"https://a.example/\"}}}");

        HttpResponse<String> answer = get("/auth/login?flow=f1", "Cookie", "csrf_token=0");

        assertThat(location(answer)).endsWith("/self-service/login/browser?return_to=https%3A%2F%2Fa.example%2F");
        assertThat(answer.headers().allValues("Set-Cookie")).anyMatch(each -> each.startsWith("ostiary_note=expired;"));
    }

    @Test
    void saysThatCookiesAreBlockedInsteadOfGoingRound() throws Exception {
        ApiStub.answer("/self-service/login/flows?id=f1", 403, "{\"error\":{\"id\":\"security_csrf_violation\"}}");

        assertThat(Jsoup.parse(get("/auth/login?flow=f1").body())
                        .selectFirst("h1")
                        .text())
                .isEqualTo("Cookies are blocked");
        HttpResponse<String> third = get("/auth/login?flow=f1", "Cookie", "csrf_token=0; ostiary_starts=3");
        assertThat(third.statusCode()).isEqualTo(403);
    }

    @Test
    void asksForASignInBeforeTheDashboardAndLeadsBackToIt() throws Exception {
        ApiStub.answer(WHOAMI, 401, "{}");

        assertThat(location(get("/dashboard")))
                .endsWith("/self-service/login/browser?return_to=http%3A%2F%2F127.0.0.1%3A4455%2Fdashboard");
        assertThat(location(get("/"))).isEqualTo("/welcome");
    }

    @Test
    void asksForTheSecondFactorWhenOneIsDue() throws Exception {
        ApiStub.answer(WHOAMI, 403, "{\"error\":{\"id\":\"session_aal2_required\"}}");

        assertThat(location(get("/dashboard"))).contains("/self-service/login/browser?aal=aal2&return_to=");
    }

    @Test
    void showsWhoIsSignedIn() throws Exception {
        ApiStub.answer(WHOAMI, 200, SESSION);

        Document page = Jsoup.parse(get("/dashboard").body());

        assertThat(page.selectFirst("h1").text()).isEqualTo("Hello, Ada <b>");
        assertThat(page.select("a[href=/verification]")).hasSize(1);
        assertThat(page.select("form[action=/logout][method=post] button")).hasSize(1);
    }

    @Test
    void endsASessionOnlyForItsOwnForms() throws Exception {
        ApiStub.answer("/sessions/s2", 204, "");

        assertThat(post("/sessions", "id=s2", "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(post("/sessions", "id=s2", "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(post("/sessions", "id=s2").statusCode()).isEqualTo(403);
        assertThat(ApiStub.ASKED).isEmpty();

        HttpResponse<String> done = post("/sessions", "id=s2", "Sec-Fetch-Site", "same-origin", "Cookie", "s=1");
        assertThat(location(done)).isEqualTo("/sessions");
        assertThat(ApiStub.ASKED).containsExactly("DELETE /sessions/s2 s=1");
    }

    @Test
    void signsOutByAFormAlone() throws Exception {
        ApiStub.answer("/self-service/logout/browser", 200, "{\"logout_url\":\"http://api.example/out?token=t\"}");

        HttpResponse<String> asked = get("/logout", "Cookie", "s=1");
        assertThat(Jsoup.parse(asked.body()).select("form[action=/logout] button"))
                .hasSize(1);
        assertThat(asked.body()).doesNotContain("token=t");
        assertThat(location(post("/logout", "", "Sec-Fetch-Site", "same-origin")))
                .isEqualTo("http://api.example/out?token=t");
    }

    @Test
    void tellsWhatToDoWhenSomethingIsWrong() throws Exception {
        ApiStub.answer("/self-service/login/flows?id=f1", 503, "{}");
        ApiStub.answer("/self-service/login/flows?id=f2", 429, "{}");

        HttpResponse<String> down = get("/auth/login?flow=f1", "Cookie", "csrf_token=0");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.headers().firstValue("Retry-After")).isPresent();
        assertThat(Jsoup.parse(down.body()).selectFirst("a.main").attr("href")).isEqualTo("/auth/login?flow=f1");
        assertThat(get("/auth/login?flow=f2").statusCode()).isEqualTo(429);
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(post("/dashboard", "", "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(405);
        assertThat(Jsoup.parse(get("/nowhere").body()).selectFirst("h1").text()).isEqualTo("There is no such page");
    }

    @Test
    void showsAnErrorInWordsAndItsDetailsToQuote() throws Exception {
        ApiStub.answer(
                "/self-service/errors?id=e1",
                200,
                "{\"id\":\"e1\",\"error\":{\"code\":403,\"id\":\"security_csrf_violation\",\"reason\":\"r\"}}");

        Document page = Jsoup.parse(get("/error?id=e1").body());

        assertThat(page.selectFirst("h1").text()).isEqualTo("We couldn't tell that it was you");
        assertThat(page.selectFirst("details").text()).contains("e1", "security_csrf_violation", "403");
        assertThat(page.text()).doesNotContain("{");
    }

    @Test
    void allowsNothingButItsOwnFilesAndRemembersALanguage() throws Exception {
        HttpResponse<String> answer = get("/welcome?lang=zh");

        Document page = Jsoup.parse(answer.body());
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self' http://127.0.0.1:")
                .contains("form-action 'self' http://127.0.0.1:", "frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().allValues("Set-Cookie")).anyMatch(each -> each.startsWith("lang=zh;"));
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("zh");
        assertThat(page.select("link[rel=stylesheet]")).hasSize(2);
        assertThat(page.select("a[href=https://acme.example/help]")).hasSize(1);
        String theme = page.select("link[rel=stylesheet]").last().attr("href");
        HttpResponse<String> css = get(theme);
        assertThat(css.body()).contains("--accent: #7a1fa2");
        assertThat(css.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET(), headers);
    }

    private HttpResponse<String> post(String path, String form, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return send(request, headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
