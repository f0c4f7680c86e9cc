package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.console.api.Api;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ways in which somebody signs in: kinds, identifiers and dates, never what is secret about them. */
final class CredentialsPage implements Page {

    private static final Map<String, String> KINDS = Map.of(
            "password", "Password",
            "oidc", "Social sign-in",
            "totp", "Authenticator app",
            "lookup_secret", "Backup codes",
            "webauthn", "Security key",
            "passkey", "Passkey",
            "code", "One-time code");

    /** Those that the API takes away; never the last way to sign in. */
    private static final Set<String> REMOVABLE =
            Set.of("totp", "lookup_secret", "webauthn", "passkey", "password", "oidc");

    private final Site site;
    private final PersonPages people;

    CredentialsPage(Site site, PersonPages people) {
        this.site = site;
        this.people = people;
    }

    static String name(String kind) {
        return KINDS.getOrDefault(kind, kind);
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return people.with(
                visit,
                person -> Uni.createFrom()
                        .item(people.page(visit, person, "Credentials", List.of(block(visit, person)))));
    }

    private Block block(Visit visit, Person person) {
        JsonNode credentials = person.json().path("credentials");
        if (credentials.isEmpty()) {
            Block none = Block.of("", "None: this person can't sign in yet.");
            return visit.mayChange() ? none.link("Recovery code or link", person.path() + "/recovery", "plain") : none;
        }
        List<Block.Row> rows = new ArrayList<>();
        credentials.properties().forEach(each -> rows.add(row(visit, person, each.getKey(), each.getValue())));
        return Block.of("", "What is secret about them is not shown, and not asked for.")
                .table(new Block.Table(
                        "Credentials",
                        List.of("Kind", "Identifiers", "Added", "Changed", "Remove"),
                        rows,
                        FormView.NONE));
    }

    private Block.Row row(Visit visit, Person person, String kind, JsonNode held) {
        List<String> identifiers = new ArrayList<>();
        held.path("identifiers").forEach(each -> identifiers.add(each.asText()));
        boolean removable = visit.mayChange() && REMOVABLE.contains(kind);
        return Block.Row.of(
                Cell.of(name(kind)),
                Cell.of(String.join(", ", identifiers)),
                When.of(held.path("created_at").asText(), site.now()),
                When.of(held.path("updated_at").asText(), site.now()),
                removable ? Cell.link("Remove", person.path() + "/credentials/" + Api.encoded(kind)) : Cell.of(""));
    }
}
