package io.ostiary.console.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** Makes a recovery code or link. It shows on the answer to the form alone, and is kept nowhere. */
final class RecoveryPage extends PersonDeed {

    private static final String KIND = "kind";
    private static final String LINK = "link";

    RecoveryPage(Site site, PersonPages people) {
        super(site, people, "");
    }

    @Override
    Uni<Block> question(Visit visit, Person person) {
        return now(choice(visit, person));
    }

    private Block choice(Visit visit, Person person) {
        FormView form = site().form(visit, person.path() + "/recovery")
                .button(new FormView.Button("Make a code", "main", KIND, "code", ""))
                .button(new FormView.Button("Make a link", "plain", KIND, LINK, ""));
        return Block.of(
                        "Recovery",
                        "Whoever has the code or link gets into this account. It is shown once; hand it to the person on a way"
                                + " that you trust.")
                .form(form)
                .link("Back", person.path(), "plain");
    }

    @Override
    Uni<PageAnswer> act(Visit visit, Person person) {
        boolean link = visit.form().first(KIND).orElse("").equals(LINK);
        ObjectNode body = Json.object().put("identity_id", visit.id());
        return write(
                        visit,
                        link ? "made a recovery link" : "made a recovery code",
                        site().admin().post("/admin/recovery/" + (link ? LINK : "code"), body))
                .map(answer -> answer.isSuccess() ? made(visit, person, answer) : refused(visit, person, answer));
    }

    private PageAnswer refused(Visit visit, Person person, ApiAnswer answer) {
        View.Notice reason = View.Notice.error(answer.reason(), List.of());
        return again(visit, person, answer.status(), reason, choice(visit, person));
    }

    private PageAnswer made(Visit visit, Person person, ApiAnswer answer) {
        List<Block.Fact> facts = new ArrayList<>();
        String code = answer.body().path("recovery_code").asText("");
        if (!code.isEmpty()) {
            facts.add(new Block.Fact("Code", Cell.code(code)));
        }
        facts.add(new Block.Fact(
                code.isEmpty() ? "Link" : "To be entered at",
                Cell.code(answer.body().path("recovery_link").asText())));
        facts.add(
                new Block.Fact("Ends", When.of(answer.body().path("expires_at").asText(), site().now())));
        Block block = Block.of("Shown once", "It is not kept here: copy it now.")
                .facts(facts)
                .link("Back to the identity", person.path(), "plain");
        return shown(visit, person, block);
    }
}
