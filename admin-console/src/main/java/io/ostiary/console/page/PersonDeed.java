package io.ostiary.console.page;

import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Something that can be done to an identity: its question by GET, what is done by POST. */
abstract class PersonDeed implements Page {

    private final Site site;
    private final PersonPages people;
    private final String tab;

    /**
     * @param tab the tab that is marked; may be empty
     */
    PersonDeed(Site site, PersonPages people, String tab) {
        this.site = site;
        this.people = people;
        this.tab = tab;
    }

    @Override
    public final Uni<PageAnswer> answer(Visit visit) {
        return people.with(
                visit,
                person -> visit.isPost()
                        ? act(visit, person)
                        : question(visit, person).map(block -> shown(visit, person, block)));
    }

    /** What is asked before. */
    abstract Uni<Block> question(Visit visit, Person person);

    /** Does it. */
    abstract Uni<PageAnswer> act(Visit visit, Person person);

    final Site site() {
        return site;
    }

    final PageAnswer shown(Visit visit, Person person, Block block) {
        return people.page(visit, person, tab, List.of(block));
    }

    /** The question again, under what is wrong. */
    final PageAnswer again(Visit visit, Person person, int status, View.Notice wrong, Block question) {
        return site.page(
                visit,
                status,
                people.view(visit, person, tab, List.of(question)).with(wrong));
    }

    /** Asks the API to do it, and notes who did. */
    final Uni<ApiAnswer> write(Visit visit, String did, Uni<ApiAnswer> work) {
        return site.write(visit, did, visit.id(), work);
    }

    /**
     * The identity's page once it is done; else why not.
     *
     * @param done the notice on that page
     */
    final PageAnswer done(Visit visit, Person person, ApiAnswer answer, String done) {
        return answer.isSuccess()
                ? new PageAnswer.Redirect(person.path() + "?done=" + done)
                : site.problem(visit, answer);
    }

    static <T> Uni<T> now(T item) {
        return Uni.createFrom().item(item);
    }
}
