package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.gateway.route.Target;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees whose form meets a suite that can't serve it, and what a program gets there. */
class PlainPageIT extends GatewayTest {

    private static final String FORM = "/self-service/login?flow=01a228ae-0000-7000-8000-000000000000";
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String ERROR = "{\"error\":{\"code\":503,\"reason\":\"told to programs\"}}";

    @BeforeEach
    void answerWithErrors() {
        for (int status : new int[] {400, 429, 500, 503, 504}) {
            gateway.service(Target.FLOW)
                    .on(
                            "/self-service/" + status,
                            request -> request.response()
                                    .setStatusCode(status)
                                    .putHeader("Content-Type", "application/json")
                                    .putHeader("Retry-After", "7")
                                    .putHeader("Set-Cookie", "kept=1")
                                    .end(ERROR));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503, 504})
    void aBrowserGetsAPageThatSaysWhatToDo(int status) throws Exception {
        HttpResponse<String> answer = post("/self-service/" + status, BROWSER, "en");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.headers().firstValue("Set-Cookie")).contains("kept=1");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(answer.body())
                .contains("<html lang=\"en\">", "reload this page")
                .doesNotContain("told to programs", "<a ", "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "*/*", "text/html, application/json"})
    void aProgramGetsTheErrorAsItIs(String accept) throws Exception {
        assertThat(post("/self-service/503", accept, "en").body()).isEqualTo(ERROR);
    }

    @Test
    void otherAnswersPassToBrowsersToo() throws Exception {
        assertThat(post("/self-service/400", BROWSER, "en").body()).isEqualTo(ERROR);
        assertThat(post("/self-service/500", BROWSER, "en").body()).isEqualTo(ERROR);
    }

    @ParameterizedTest
    @CsvSource({"'de-AT,de;q=0.9,en;q=0.8', de", "'fr, es;q=0.5', es", "zh-CN, zh", "fr, en", "'', en"})
    void itSpeaksTheBrowsersLanguage(String accepted, String language) throws Exception {
        assertThat(post("/self-service/429", BROWSER, accepted).body()).contains("<html lang=\"" + language + "\">");
    }

    @Test
    void aServiceThatIsAwayIsSaidSoInTheSameWay() throws Exception {
        Backend flow = gateway.service(Target.FLOW);
        flow.close();
        try {
            HttpResponse<String> form = post(FORM, BROWSER, "en");
            assertThat(form.statusCode()).isEqualTo(503);
            assertThat(form.headers().firstValue("Retry-After")).contains("1");
            assertThat(form.body()).contains("reload this page");
            HttpResponse<String> link = gateway.send(
                    gateway.publicRequest("/self-service/login/browser").header("Accept", BROWSER));
            assertThat(link.body()).contains("<a href=\"\">Try again</a>").doesNotContain("reload this page");
            assertThat(post(FORM, "application/json", "en").body()).startsWith("{\"error\":{\"code\":503,");
            assertThat(gateway.send(gateway.publicRequest("/elsewhere").header("Accept", BROWSER))
                            .body())
                    .startsWith("{\"error\":{\"code\":503,");
        } finally {
            flow.start();
        }
    }

    private HttpResponse<String> post(String path, String accept, String language) throws Exception {
        HttpRequest.Builder request = gateway.publicRequest(path)
                .header("Accept", accept)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("password=secret"));
        return gateway.send(language.isEmpty() ? request : request.header("Accept-Language", language));
    }
}
