package io.ostiary.console.page;

import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The sessions of one identity. */
final class PersonSessions implements Page {

    private static final int MOST = 100;

    private final Site site;
    private final PersonPages people;
    private final SessionRows rows;

    PersonSessions(Site site, PersonPages people, SessionRows rows) {
        this.site = site;
        this.people = people;
        this.rows = rows;
    }

    /** Address of somebody's sessions in the API. */
    static String api(String id) {
        return Person.api(id) + "/sessions?page_size=" + MOST;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return people.with(
                visit,
                person -> site.admin()
                        .get(api(visit.id()))
                        .map(answer -> people.page(visit, person, "Sessions", List.of(block(visit, person, answer)))));
    }

    private Block block(Visit visit, Person person, ApiAnswer answer) {
        if (!answer.isSuccess()) {
            return Block.failed("Sessions", answer.reason());
        }
        if (answer.body().isEmpty()) {
            return Block.of("", "None.");
        }
        String text = answer.body().size() == MOST ? "The newest " + MOST + "." : "";
        Block block = Block.of("", text).table(rows.table(visit, answer.body(), false, person.path() + "/sessions"));
        return visit.mayChange() ? block.link("End all sessions", person.path() + "/end-sessions", "danger") : block;
    }
}
