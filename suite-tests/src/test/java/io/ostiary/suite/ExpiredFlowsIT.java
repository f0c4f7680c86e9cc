package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A form that lay too long: what takes its place is of the same kind, and a link leads a person to a page. */
class ExpiredFlowsIT {

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static Mailbox mailbox;
    private static RunningStack stack;

    @BeforeAll
    static void start() {
        config = StackConfig.in(folder).withLink();
        mailbox = new Mailbox(config);
        stack = RunningStack.startFile(
                config.write(),
                null,
                Map.of(
                        "SELFSERVICE_FLOWS_RECOVERY_LIFESPAN", "2s",
                        "SELFSERVICE_FLOWS_VERIFICATION_LIFESPAN", "2s",
                        "SELFSERVICE_FLOWS_VERIFICATION_USE", "link",
                        "SELFSERVICE_METHODS_LINK_CONFIG_LIFESPAN", "2s"));
    }

    @AfterAll
    static void stop() {
        stack.close();
        mailbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"recovery", "verification"})
    void theFlowInPlaceOfANativeOneIsNativeToo(String kind) throws IOException {
        String flow =
                Http.get(url("/self-service/" + kind + "/api")).expect(200).text("/id");
        awaitEnd(kind, flow);

        ObjectNode form = Http.JSON.createObjectNode().put("method", "link").put("email", "ada@example.org");
        HttpResponse<String> answer =
                new Browser().post(url("/self-service/" + kind + "?flow=" + flow), form, "Accept", "application/json");

        Http.Answer fresh = Http.get(placeOfFresh(kind, answer)).expect(200);
        assertThat(fresh.text("/id")).isNotEqualTo(flow);
        assertThat(fresh.text("/type")).isEqualTo("api");
    }

    /** A client that reads JSON is told the id; one that doesn't is led there. */
    private static String placeOfFresh(String kind, HttpResponse<String> answer) throws IOException {
        return answer.statusCode() == 410
                ? url("/self-service/" + kind + "/flows?id=")
                        + Http.JSON.readTree(answer.body()).path("use_flow_id").asText()
                : Browser.location(answer);
    }

    @Test
    void aLinkThatIsTooOldLeadsToAPageWhoeverAskedForIt() {
        String email = "person." + UUID.randomUUID() + "@example.org";
        ObjectNode body = Http.JSON.createObjectNode().put("schema_id", "person");
        body.putObject("traits").put("email", email);
        Http.post(config.adminUrl() + "/admin/identities", body).expect(201);
        String flow =
                Http.get(url("/self-service/verification/api")).expect(200).text("/id");
        Http.post(
                        url("/self-service/verification?flow=" + flow),
                        Http.JSON.createObjectNode().put("method", "link").put("email", email))
                .expect(200);
        String link = link(email);
        awaitEnd("verification", flow);

        assertThat(Browser.location(new Browser().get(link)))
                .doesNotContain("/self-service/verification/flows")
                .contains("/verification?flow=");
    }

    private static String link(String email) {
        Awaitility.await("letter")
                .atMost(Duration.ofSeconds(40))
                .until(() -> !mailbox.to(email).isEmpty());
        String letter = mailbox.to(email).getFirst().replace("=\r\n", "").replace("=3D", "=");
        Matcher link = Pattern.compile(Pattern.quote(url("/self-service/verification?")) + "[^\\s\"<]+")
                .matcher(letter);
        assertThat(link.find()).as(letter).isTrue();
        return link.group().replace("&amp;", "&");
    }

    private static void awaitEnd(String kind, String flow) {
        Awaitility.await("end of the flow")
                .atMost(Duration.ofSeconds(20))
                .until(() -> Http.get(url("/self-service/" + kind + "/flows?id=" + flow))
                                .status()
                        == 410);
    }

    private static String url(String path) {
        return config.publicUrl() + path;
    }
}
