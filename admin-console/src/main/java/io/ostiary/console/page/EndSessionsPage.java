package io.ostiary.console.page;

import io.ostiary.console.api.ApiAnswer;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Ends all sessions of an identity, after saying how many. */
final class EndSessionsPage implements Page {

    private final Site site;
    private final PersonPages people;

    EndSessionsPage(Site site, PersonPages people) {
        this.site = site;
        this.people = people;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return people.with(visit, person -> visit.isPost() ? end(visit, person) : ask(visit, person));
    }

    private Uni<PageAnswer> ask(Visit visit, Person person) {
        return site.admin()
                .get(PersonSessions.api(visit.id()) + "&active=true")
                .map(answer -> people.page(visit, person, "Sessions", List.of(question(visit, person, answer))));
    }

    private Block question(Visit visit, Person person, ApiAnswer answer) {
        int n = answer.body().size();
        String count = answer.isSuccess() ? n + (n == 1 ? " session is" : " sessions are") + " active. " : "";
        return Block.of("End all sessions", count + "The person is signed out everywhere within a second.")
                .form(site.button(visit, person.path() + "/end-sessions", "End all sessions", "danger"))
                .link("Back", person.path() + "/sessions", "plain");
    }

    private Uni<PageAnswer> end(Visit visit, Person person) {
        return site.write(
                        visit,
                        "ended all sessions",
                        visit.id(),
                        site.admin().delete(Person.api(visit.id()) + "/sessions"))
                .map(answer -> answer.isSuccess() || answer.status() == 404
                        ? new PageAnswer.Redirect(person.path() + "?done=sessions")
                        : site.problem(visit, answer));
    }
}
