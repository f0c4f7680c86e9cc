package io.ostiary.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see while something behind the console is down. */
@QuarkusTest
@QuarkusTestResource(value = ApiStub.class, restrictToAnnotatedClass = true)
class OutageIT {

    private static final String ID = "01a228ae-b04d-7e44-8537-934bf8fa5cbd";
    private static final String ADA = """
            {"id":"%s","schema_id":"default","state":"active","traits":{"email":"ada@example.org"},
            "verifiable_addresses":[{"value":"ada@example.org","via":"email","verified":true}],
            "updated_at":"2026-03-01T12:00:00Z"}""".formatted(ID);

    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource
    URI base;

    @BeforeEach
    void forget() {
        ApiStub.forget();
    }

    @Test
    void aPageWithoutTheApiOffersToTryAgain() throws Exception {
        for (String path : new String[] {"/", "/identities?q=a%20b", "/identities/" + ID, "/sessions", "/schemas"}) {
            HttpResponse<String> answer = get(path);
            Document page = Jsoup.parse(answer.body());

            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).as(path).contains("5");
            assertThat(page.select("main a.main").attr("href")).isEqualTo(path);
        }
    }

    @Test
    void aPartThatFailsFailsAlone() throws Exception {
        ApiStub.answer("/admin/identities/" + ID, ADA);
        for (String part : new String[] {"/sessions", "/messages", "/events", "/limits"}) {
            HttpResponse<String> answer = get("/identities/" + ID + part);
            Document page = Jsoup.parse(answer.body());

            assertThat(answer.statusCode()).as(part).isEqualTo(200);
            assertThat(page.selectFirst("h1").text()).isEqualTo("ada@example.org");
            assertThat(page.select(".failed").text()).contains("does not answer");
        }
        assertThat(Jsoup.parse(get("/identities/" + ID).body()).select("main").text())
                .contains("ada@example.org", "verified");
    }

    @Test
    void someFiguresOfTheOverviewMayBeMissing() throws Exception {
        ApiStub.answer("/admin/version", "{\"version\":\"9.9\"}");
        Document page = Jsoup.parse(get("/").body());

        assertThat(page.text()).contains("not ready", "9.9");
        assertThat(page.select(".failed h2").eachText()).containsExactly("Services", "Messages");
    }

    @Test
    void whatWasTypedCanBeSentAgain() throws Exception {
        ApiStub.answer("/admin/identities/" + ID, ADA);
        ApiStub.answer("/schemas", "[]");
        Document edit = Jsoup.parse(get("/identities/" + ID + "/edit").body());
        String once = edit.select("main input[name=once]").val();
        ApiStub.forget();

        HttpResponse<String> answer =
                post("/identities/" + ID + "/edit", "once=" + once + "&json=" + encoded("{\"a\": 1}"));
        Document page = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(page.select("main form").attr("action")).isEqualTo("/identities/" + ID + "/edit");
        assertThat(page.select("main input[name=json]").val()).isEqualTo("{\"a\": 1}");
        assertThat(page.select("main input[name=once]").val()).isNotEmpty().isNotEqualTo(once);
    }

    @Test
    void nothingButItsOwnFilesIsAllowed() throws Exception {
        HttpResponse<String> answer = get("/deeds");
        Document page = Jsoup.parse(answer.body());

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .contains("form-action 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.select("[style], script:not([src]), [onclick]")).isEmpty();
        for (String file : page.select("script").eachAttr("src")) {
            assertThat(get(file).statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(form))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("X-Operator", "carla");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
