package io.ostiary.console.page;

import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Deletes an identity, once its identifier was typed. */
final class DeletePage implements Page {

    private static final String TYPED = "typed";
    private static final int UNPROCESSABLE = 422;

    private final Site site;
    private final PersonPages people;

    DeletePage(Site site, PersonPages people) {
        this.site = site;
        this.people = people;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return people.with(visit, person -> {
            if (!visit.isPost()) {
                return now(people.page(visit, person, "", List.of(question(visit, person, ""))));
            }
            return visit.form().first(TYPED).orElse("").equals(person.label())
                    ? delete(visit)
                    : now(again(visit, person));
        });
    }

    private Block question(Visit visit, Person person, String error) {
        FieldView field = FieldView.text(TYPED, "Type " + person.label(), "").error(error);
        return Block.of(
                        "Delete this identity",
                        "Traits, credentials, addresses and sessions go, and nothing brings them back. Where it is enough that"
                                + " the person can't sign in, deactivate instead.")
                .form(site.form(visit, person.path() + "/delete").field(field).button("Delete for ever", "danger"))
                .link("Back", person.path(), "plain");
    }

    private PageAnswer again(Visit visit, Person person) {
        String error = "That is not what stands above. Nothing was deleted.";
        View view = people.view(visit, person, "", List.of(question(visit, person, error)))
                .with(View.Notice.error(
                        error, List.of(new View.Link("What to type", "#" + FieldView.id(TYPED), "text"))));
        return site.page(visit, UNPROCESSABLE, view);
    }

    private Uni<PageAnswer> delete(Visit visit) {
        return site.write(
                        visit, "deleted the identity", visit.id(), site.admin().delete(Person.api(visit.id())))
                .map(answer -> answer.isSuccess()
                        ? site.page(
                                visit,
                                View.of(
                                        "Deleted",
                                        Block.of("", "The identity is gone.")
                                                .link("To the identities", IdentitiesPage.PATH, "main")))
                        : site.problem(visit, answer));
    }

    private static Uni<PageAnswer> now(PageAnswer answer) {
        return Uni.createFrom().item(answer);
    }
}
