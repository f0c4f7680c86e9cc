package io.ostiary.suite;

import static io.ostiary.suite.ConsoleVisitor.form;
import static io.ostiary.suite.ConsoleVisitor.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What operators do to identities and sessions at the console. */
abstract class ConsoleDeeds {

    private final ConsoleStack stack = ConsoleIT.stack();
    private final ConsoleVisitor developer = stack.developer();

    @Test
    void somebodyIsCreatedFoundAndChanged() {
        String address = ConsoleStack.address();
        Document created = developer.submit(
                form(developer.page("/identities/new"), "/new"),
                Map.of("traits/email", address, "traits/name", "Ada Lovelace"));
        String id = id(created);

        assertThat(created.selectFirst("h1").text()).isEqualTo(address);
        assertThat(created.select("#notice").text()).contains("was created");
        assertThat(developer.page("/identities?q=" + address).select("tbody a").eachAttr("href"))
                .contains("/identities/" + id);
        assertThat(developer.page("/identities?q=" + id).select("tbody tr")).hasSize(1);

        Document edit = developer.page("/identities/" + id + "/edit");
        Document wrong = developer.submit(form(edit, "/edit"), Map.of("traits/email", "nonsense"));
        assertThat(wrong.title()).startsWith("Error:");
        assertThat(wrong.select("#f-traits-email").attr("aria-invalid")).isEqualTo("true");
        assertThat(wrong.select("#f-traits-email").val()).isEqualTo("nonsense");
        assertThat(wrong.select("#f-traits-name").val()).isEqualTo("Ada Lovelace");

        developer.submit(form(wrong, "/edit"), Map.of("traits/email", address, "traits/name", "Ada King"));
        assertThat(stack.identity(id).at("/traits/name").asText()).isEqualTo("Ada King");
        assertThat(developer.page("/deeds").select("tbody tr").eachText())
                .anyMatch(row -> row.contains("developer") && row.contains("changed the traits") && row.contains(id));
    }

    @Test
    void whoeverEditsAlongsideSomebodyElseSeesBoth() {
        String id = stack.newIdentity();
        Element mine = form(developer.page("/identities/" + id + "/edit"), "/edit");
        developer.submit(form(developer.page("/identities/" + id + "/edit"), "/edit"), Map.of("traits/name", "Theirs"));

        Document both = developer.submit(mine, Map.of("traits/name", "Mine"));

        assertThat(stack.identity(id).at("/traits/name").asText()).isEqualTo("Theirs");
        assertThat(both.select("#f-traits-name").val()).isEqualTo("Mine");
        assertThat(both.select("main pre").text()).contains("Theirs");
        developer.submit(form(both, "/edit"), Map.of());
        assertThat(stack.identity(id).at("/traits/name").asText()).isEqualTo("Mine");
    }

    @Test
    void deactivatingCanBeUndone() {
        String id = stack.newIdentity();
        Document off = developer.submit(form(developer.page("/identities/" + id), "/state"), Map.of());

        assertThat(stack.identity(id).path("state").asText()).isEqualTo("inactive");
        Element undo = off.selectFirst("#notice form");
        assertThat(undo.text()).isEqualTo("Undo");
        developer.submit(undo, Map.of());
        assertThat(stack.identity(id).path("state").asText()).isEqualTo("active");
    }

    @Test
    void sessionsEndOneByOneAndTogether() {
        Person person = new Person(stack.config());
        person.register();
        String id = person.identity();
        person.logIn();
        person.logIn();
        long before = stack.sessions(id);

        Document list = developer.page("/identities/" + id + "/sessions");
        developer.submit(form(list, "/end"), Map.of());
        assertThat(stack.sessions(id)).isEqualTo(before - 1);

        Document question = developer.page("/identities/" + id + "/end-sessions");
        assertThat(question.select("main").text()).contains(before - 1 + " session");
        developer.submit(form(question, "/end-sessions"), Map.of());
        assertThat(stack.sessions(id)).isZero();
    }

    @Test
    void manyAreDoneAtOnceWithAResultForEach() {
        String some = stack.newIdentity();
        String other = stack.newIdentity();
        String gone = "01a228ae-0000-7000-8000-000000000000";
        String path = "/identities/bulk?do=deactivate&id=" + some + "&id=" + other + "&id=" + gone;
        Element question = form(developer.page(path), "/bulk");
        assertThat(developer.send(question, Map.of("typed", "2")).statusCode()).isEqualTo(422);
        assertThat(stack.identity(some).path("state").asText()).isEqualTo("active");
        Document result = developer.submit(form(developer.page(path), "/bulk"), Map.of("typed", "3"));

        assertThat(result.selectFirst("h1").text()).endsWith("2 of 3");
        assertThat(result.select("input[checked]").eachAttr("value")).containsExactly(gone);
        assertThat(Stream.of(some, other)
                        .map(each -> stack.identity(each).path("state").asText()))
                .containsOnly("inactive");
    }
}
