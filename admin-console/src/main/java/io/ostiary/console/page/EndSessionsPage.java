package io.ostiary.console.page;

import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;

/** Ends all sessions of an identity, after saying how many. */
final class EndSessionsPage extends PersonDeed {

    EndSessionsPage(Site site, PersonPages people) {
        super(site, people, "Sessions");
    }

    @Override
    Uni<Block> question(Visit visit, Person person) {
        return site().admin()
                .get(PersonSessions.api(visit.id()) + "&active=true")
                .map(answer -> counted(visit, person, answer));
    }

    private Block counted(Visit visit, Person person, ApiAnswer answer) {
        int n = answer.body().size();
        String count = answer.isSuccess() ? n + (n == 1 ? " session is" : " sessions are") + " active. " : "";
        return Block.of("End all sessions", count + "The person is signed out everywhere within a second.")
                .form(site().button(visit, person.path() + "/end-sessions", "End all sessions", "danger"))
                .link("Back", person.path() + "/sessions", "plain");
    }

    @Override
    Uni<PageAnswer> act(Visit visit, Person person) {
        // Nobody was signed in: that is what was asked for.
        return write(visit, "ended all sessions", site().admin().delete(Person.api(visit.id()) + "/sessions"))
                .map(answer -> done(
                        visit,
                        person,
                        answer.status() == 404 ? new ApiAnswer.Answered(Site.OK, answer.body()) : answer,
                        "sessions"));
    }
}
