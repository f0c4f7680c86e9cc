package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** Why somebody has to wait: failures that are counted at the account. Its form forgets them. */
final class LimitsPage extends PersonDeed {

    LimitsPage(Site site, PersonPages people) {
        super(site, people, "Limits");
    }

    @Override
    Uni<Block> question(Visit visit, Person person) {
        return site().admin().get(Person.api(visit.id()) + "/limits").map(answer -> block(visit, person, answer));
    }

    @Override
    Uni<PageAnswer> act(Visit visit, Person person) {
        return write(visit, "lifted the limits", site().admin().delete(Person.api(visit.id()) + "/limits"))
                .map(answer -> done(visit, person, answer, "limits"));
    }

    private Block block(Visit visit, Person person, ApiAnswer answer) {
        if (!answer.isSuccess()) {
            return Block.failed("Limits", answer.reason());
        }
        List<Block.Row> rows = new ArrayList<>();
        answer.body().path("limits").forEach(each -> rows.add(row(each)));
        if (rows.isEmpty()) {
            return Block.of("", "Nothing is counted against this account.");
        }
        Block block = Block.of("", "Failures that are counted at this account.")
                .table(new Block.Table(
                        "Limits",
                        List.of("Flow", "Identifier", "From", "Failures", "Last", "Refused", "Forgotten"),
                        rows,
                        FormView.NONE));
        return visit.mayChange()
                ? block.form(site().button(visit, person.path() + "/limits", "Lift the limits", "main"))
                : block;
    }

    private Block.Row row(JsonNode limit) {
        String until = limit.path("refused_until").asText("");
        Cell when = When.of(until, site().now());
        return Block.Row.of(
                Cell.of(limit.path("flow").asText()),
                Cell.of(limit.path("identifier").asText()),
                Cell.of(limit.path("from").asText().replace('_', ' ')),
                Cell.of(limit.path("failures").asText() + " of "
                        + limit.path("allowed").asText()),
                When.of(limit.path("last_failure_at").asText(), site().now()),
                until.isEmpty() ? Cell.of("no") : new Cell("ends " + when.text(), "", "", when.exact()),
                When.of(limit.path("forgotten_at").asText(), site().now()));
    }
}
