package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.console.api.Api;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes a credential, after saying what remains. */
final class RemoveCredentialPage extends PersonDeed {

    private static final String IDENTIFIER = "identifier";

    RemoveCredentialPage(Site site, PersonPages people) {
        super(site, people, "Credentials");
    }

    @Override
    Uni<Block> question(Visit visit, Person person) {
        String kind = visit.part("kind");
        JsonNode all = person.json().path("credentials");
        List<String> others = new ArrayList<>();
        all.fieldNames().forEachRemaining(each -> {
            if (!each.equals(kind)) {
                others.add(CredentialsPage.name(each));
            }
        });
        String rest = others.isEmpty() ? "Nothing else remains." : "What remains: " + String.join(", ", others) + ".";
        FormView form = site().form(visit, person.path() + "/credentials/" + Api.encoded(kind));
        List<String> identifiers = new ArrayList<>();
        all.path(kind).path("identifiers").forEach(each -> identifiers.add(each.asText()));
        if (kind.equals("oidc")) {
            // The API takes one link at a time, and wants to know which.
            form = form.field(new FieldView(
                    FieldView.id(IDENTIFIER), IDENTIFIER, "Which one", "choice", "", identifiers, true, "", ""));
        }
        return now(Block.of("Remove: " + CredentialsPage.name(kind), rest)
                .form(form.button("Remove it", "danger"))
                .link("Back", person.path() + "/credentials", "plain"));
    }

    @Override
    Uni<PageAnswer> act(Visit visit, Person person) {
        Optional<String> identifier = visit.form().first(IDENTIFIER);
        String path = Person.api(visit.id()) + "/credentials/" + Api.encoded(visit.part("kind"))
                + identifier.map(each -> "?identifier=" + Api.encoded(each)).orElse("");
        String did = "removed a credential (" + CredentialsPage.name(visit.part("kind")) + ")";
        return write(visit, did, site().admin().delete(path)).map(answer -> done(visit, person, answer, "credential"));
    }
}
