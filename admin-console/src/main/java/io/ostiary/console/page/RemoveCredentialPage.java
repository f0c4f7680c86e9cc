package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.console.api.Api;
import io.ostiary.console.api.ApiAnswer;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes a credential, after saying what remains. */
final class RemoveCredentialPage implements Page {

    private static final String IDENTIFIER = "identifier";

    private final Site site;
    private final PersonPages people;

    RemoveCredentialPage(Site site, PersonPages people) {
        this.site = site;
        this.people = people;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return people.with(
                visit,
                person -> visit.isPost()
                        ? remove(visit, person)
                        : Uni.createFrom()
                                .item(people.page(visit, person, "Credentials", List.of(question(visit, person)))));
    }

    private Block question(Visit visit, Person person) {
        String kind = visit.part("kind");
        JsonNode all = person.json().path("credentials");
        List<String> others = new ArrayList<>();
        all.fieldNames().forEachRemaining(each -> {
            if (!each.equals(kind)) {
                others.add(CredentialsPage.name(each));
            }
        });
        String rest = others.isEmpty() ? "Nothing else remains." : "What remains: " + String.join(", ", others) + ".";
        FormView form = site.form(visit, person.path() + "/credentials/" + Api.encoded(kind));
        List<String> identifiers = new ArrayList<>();
        all.path(kind).path("identifiers").forEach(each -> identifiers.add(each.asText()));
        if (kind.equals("oidc")) {
            // The API takes one link at a time, and wants to know which.
            form = form.field(new FieldView(
                    FieldView.id(IDENTIFIER), IDENTIFIER, "Which one", "choice", "", identifiers, true, "", ""));
        }
        return Block.of("Remove: " + CredentialsPage.name(kind), rest)
                .form(form.button("Remove it", "danger"))
                .link("Back", person.path() + "/credentials", "plain");
    }

    private Uni<PageAnswer> remove(Visit visit, Person person) {
        Optional<String> identifier = visit.form().first(IDENTIFIER);
        String path = Person.api(visit.id()) + "/credentials/" + Api.encoded(visit.part("kind"))
                + identifier.map(each -> "?identifier=" + Api.encoded(each)).orElse("");
        String did = "removed a credential (" + CredentialsPage.name(visit.part("kind")) + ")";
        return site.write(visit, did, visit.id(), site.admin().delete(path)).map(answer -> done(visit, person, answer));
    }

    private PageAnswer done(Visit visit, Person person, ApiAnswer answer) {
        return answer.isSuccess()
                ? new PageAnswer.Redirect(person.path() + "?done=credential")
                : site.problem(visit, answer);
    }
}
