package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.console.api.Api;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/**
 * One message and its attempts. Its content may hold a code that lets somebody in: it shows on the
 * answer to a form alone, to those who may change, and that somebody looked is noted.
 */
final class MessagePage implements Page {

    private final Site site;

    MessagePage(Site site) {
        this.site = site;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        var asked = site.admin().get("/admin/courier/messages/" + Api.encoded(visit.id()));
        var noted = visit.isPost() ? site.write(visit, "read the content of a message", visit.id(), asked) : asked;
        return noted.map(answer -> answer.isSuccess() ? drawn(visit, answer.body()) : site.problem(visit, answer));
    }

    private PageAnswer drawn(Visit visit, JsonNode message) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.of("", "").facts(facts(message)));
        blocks.add(attempts(message));
        blocks.add(content(visit, message));
        return site.page(
                visit,
                new View(
                        message.path("template_type").asText("Message").replace('_', ' '),
                        message.path("id").asText(),
                        List.of(MessageRows.state(message.path("status").asText())),
                        List.of(),
                        List.of(),
                        blocks));
    }

    private List<Block.Fact> facts(JsonNode message) {
        String recipient = message.path("recipient").asText();
        return List.of(
                new Block.Fact("To", Cell.link(recipient, IdentitiesPage.PATH + "?q=" + Api.encoded(recipient))),
                new Block.Fact("By", Cell.of(MessageRows.channel(message))),
                new Block.Fact("Made", When.of(message.path("created_at").asText(), site.now())),
                new Block.Fact("Changed", When.of(message.path("updated_at").asText(), site.now())));
    }

    private Block attempts(JsonNode message) {
        List<Block.Row> rows = new ArrayList<>();
        message.path("dispatches").forEach(each -> {
            JsonNode error = each.path("error");
            boolean good = each.path("status").asText().equals("success");
            rows.add(Block.Row.of(
                    When.of(each.path("created_at").asText(), site.now()),
                    Cell.badge(each.path("status").asText(), good ? "ok" : "danger"),
                    Cell.of(error.isEmpty() ? "" : error.path("message").asText(error.toString()))));
        });
        Block block = Block.of("Attempts", rows.isEmpty() ? "None yet." : "");
        return rows.isEmpty()
                ? block
                : block.table(new Block.Table("Attempts", List.of("When", "Outcome", "Error"), rows, FormView.NONE));
    }

    private Block content(Visit visit, JsonNode message) {
        if (visit.isPost()) {
            String body = message.path("body").asText("");
            return body.isEmpty()
                    ? Block.of("Content", "It is gone: what was sent is not kept.")
                    : Block.of("Content", message.path("subject").asText("")).source(body);
        }
        String text = "It may hold a code or link that lets somebody in. That you looked is noted.";
        return visit.mayChange()
                ? Block.of("Content", text)
                        .form(site.button(
                                visit, MessagesPage.PATH + "/" + Api.encoded(visit.id()), "Show content", "plain"))
                : Block.of("Content", "Those who may change may see it.");
    }
}
