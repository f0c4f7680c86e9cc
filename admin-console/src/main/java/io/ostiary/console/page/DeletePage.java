package io.ostiary.console.page;

import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Deletes an identity, once its identifier was typed. */
final class DeletePage extends PersonDeed {

    private static final String TYPED = "typed";
    private static final int UNPROCESSABLE = 422;

    DeletePage(Site site, PersonPages people) {
        super(site, people, "");
    }

    @Override
    Uni<Block> question(Visit visit, Person person) {
        return now(block(visit, person, ""));
    }

    @Override
    Uni<PageAnswer> act(Visit visit, Person person) {
        return visit.form().first(TYPED).orElse("").equals(person.label())
                ? delete(visit)
                : now(mistyped(visit, person));
    }

    private Block block(Visit visit, Person person, String error) {
        FieldView field = FieldView.text(TYPED, "Type " + person.label(), "").error(error);
        return Block.of(
                        "Delete this identity",
                        "Traits, credentials, addresses and sessions go, and nothing brings them back. Where it is enough that"
                                + " the person can't sign in, deactivate instead.")
                .form(site().form(visit, person.path() + "/delete").field(field).button("Delete for ever", "danger"))
                .link("Back", person.path(), "plain");
    }

    private PageAnswer mistyped(Visit visit, Person person) {
        String error = "That is not what stands above. Nothing was deleted.";
        View.Notice notice =
                View.Notice.error(error, List.of(new View.Link("What to type", "#" + FieldView.id(TYPED), "text")));
        return again(visit, person, UNPROCESSABLE, notice, block(visit, person, error));
    }

    private Uni<PageAnswer> delete(Visit visit) {
        return write(visit, "deleted the identity", site().admin().delete(Person.api(visit.id())))
                .map(answer -> answer.isSuccess()
                        ? site().page(
                                        visit,
                                        View.of(
                                                "Deleted",
                                                Block.of("", "The identity is gone.")
                                                        .link("To the identities", IdentitiesPage.PATH, "main")))
                        : site().problem(visit, answer));
    }
}
