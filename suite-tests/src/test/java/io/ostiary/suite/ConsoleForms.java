package io.ostiary.suite;

import static io.ostiary.suite.ConsoleVisitor.fields;
import static io.ostiary.suite.ConsoleVisitor.form;
import static io.ostiary.suite.ConsoleVisitor.once;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What a form of the console does and doesn't do, and what no page of it holds. */
abstract class ConsoleForms {

    private final ConsoleStack stack = ConsoleIT.stack();
    private final ConsoleVisitor developer = stack.developer();

    @Test
    void deletingTakesTwoStepsAndTheIdentifier() {
        String id = stack.newIdentity();
        String address = stack.identity(id).at("/traits/email").asText();
        Element question = form(developer.page("/identities/" + id + "/delete"), "/delete");

        Document refused = developer.submit(question, Map.of("typed", "yes"));
        assertThat(refused.select("#notice").text()).contains("Nothing was deleted");
        assertThat(stack.identity(id).path("id").asText()).isEqualTo(id);

        developer.submit(form(refused, "/delete"), Map.of("typed", address));
        assertThat(Http.get(stack.config().adminUrl() + "/admin/identities/" + id)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void formsFromElsewhereAreRefused() {
        String id = stack.newIdentity();
        Element state = form(developer.page("/identities/" + id), "/state");
        List<Map.Entry<String, String>> fields = fields(state);
        Map<String, String> without = Map.of("state", "inactive");
        String foreign = once(form(stack.carla().page("/identities/" + id), "/state"));
        Map<String, String> others = Map.of("state", "inactive", "once", foreign);
        String path = "/identities/" + id + "/state";

        assertThat(developer.post(path, fields, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(developer.post(path, fields, "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(developer.post(path, fields).statusCode()).isEqualTo(403);
        assertThat(developer
                        .post(path, without.entrySet(), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(403);
        assertThat(developer
                        .post(path, others.entrySet(), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(403);
        assertThat(stack.identity(id).path("state").asText()).isEqualTo("active");
        assertThat(developer.send(state, Map.of()).statusCode()).isEqualTo(303);
    }

    @Test
    void aSecondClickDoesNothingMore() {
        String address = ConsoleStack.address();
        Element form = form(developer.page("/identities/new"), "/new");
        var first = developer.send(form, Map.of("traits/email", address));
        var second = developer.send(form, Map.of("traits/email", address));

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(Browser.location(second)).isEqualTo(Browser.location(first));
        Element code =
                form(developer.page(Browser.location(first).replaceFirst("\\?.*", "") + "/recovery"), "/recovery");
        String made = developer.send(code, Map.of("kind", "code")).body();
        assertThat(developer.send(code, Map.of("kind", "code")).body()).isEqualTo(made);
    }

    @Test
    void noPageHoldsASecret() {
        Person person = new Person(stack.config());
        person.register();
        String id = person.identity();
        String token = person.logIn();
        String hash = Http.get(stack.config().adminUrl() + "/admin/identities/" + id + "?include_credential=password")
                .text("/credentials/password/config/hashed_password");
        JsonNode message = stack.awaitMessage(person.email());
        assertThat(hash).startsWith("$2");
        String letter = "/messages/" + message.path("id").asText();

        for (String page : Stream.concat(
                        Stream.of(
                                        "",
                                        "/edit",
                                        "/credentials",
                                        "/sessions",
                                        "/messages",
                                        "/events",
                                        "/limits",
                                        "/recovery",
                                        "/data.json")
                                .map(each -> "/identities/" + id + each),
                        Stream.of("/", "/identities", "/sessions", "/messages", "/deeds", "/schemas", letter))
                .toList()) {
            var answer = developer.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.body())
                    .as(page)
                    .doesNotContain(hash, token, token.substring(8), "hashed_password")
                    .doesNotContain(code(message));
        }
        Document content = developer.submit(form(developer.page(letter), letter), Map.of());
        assertThat(content.select("main pre").text()).contains(code(message));
        assertThat(developer.page("/deeds").text()).contains("read the content of a message");
    }

    /** The code in a letter. */
    private static String code(JsonNode message) {
        Matcher code = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)")
                .matcher(message.path("body").asText());
        assertThat(code.find()).isTrue();
        return code.group();
    }
}
