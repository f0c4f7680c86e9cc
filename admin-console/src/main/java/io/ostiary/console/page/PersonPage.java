package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.console.form.FormValues;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One identity: traits by the titles of its schema, addresses, metadata, and what can be done. */
final class PersonPage implements Page {

    private final Site site;
    private final PersonPages people;
    private final Traits traits;

    PersonPage(Site site, PersonPages people, Traits traits) {
        this.site = site;
        this.people = people;
        this.traits = traits;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return people.with(
                visit,
                person -> traits.schemas()
                        .map(schemas -> people.page(visit, person, "Overview", blocks(visit, person, schemas.body()))));
    }

    private List<Block> blocks(Visit visit, Person person, JsonNode schemas) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(profile(person, schemas));
        blocks.add(addresses(person));
        blocks.add(metadata(person));
        blocks.add(about(person));
        blocks.add(actions(visit, person));
        return blocks;
    }

    /** Without its schema the traits show by their names. */
    private static Block profile(Person person, JsonNode schemas) {
        JsonNode json = person.json().path("traits");
        List<Block.Fact> facts = new ArrayList<>();
        Traits.form(schemas, person.json().path("schema_id").asText())
                .ifPresent(form -> Traits.fields(form, json, FormValues.NONE, Map.of())
                        .forEach(each -> facts.add(fact(each.label(), each.value()))));
        Block block = Block.of("Profile", "").facts(facts);
        return facts.isEmpty() ? block.source(Json.pretty(json)) : block;
    }

    private static Block.Fact fact(String name, String value) {
        return new Block.Fact(name, Cell.of(value.isEmpty() ? "–" : value));
    }

    private Block addresses(Person person) {
        List<Block.Row> rows = new ArrayList<>();
        person.json()
                .path("verifiable_addresses")
                .forEach(each -> rows.add(Block.Row.of(
                        Cell.of(each.path("value").asText()),
                        Cell.of("to verify, by " + each.path("via").asText()),
                        each.path("verified").asBoolean()
                                ? Cell.badge("verified", "ok")
                                : Cell.badge(each.path("status").asText("not verified"), "warn"),
                        When.of(each.path("verified_at").asText(), site.now()))));
        person.json()
                .path("recovery_addresses")
                .forEach(each -> rows.add(Block.Row.of(
                        Cell.of(each.path("value").asText()),
                        Cell.of("to recover, by " + each.path("via").asText()),
                        Cell.of(""),
                        Cell.of(""))));
        Block block = Block.of("Addresses", rows.isEmpty() ? "None." : "");
        return rows.isEmpty()
                ? block
                : block.table(new Block.Table(
                        "Addresses", List.of("Address", "Used", "State", "Verified"), rows, FormView.NONE));
    }

    private static Block metadata(Person person) {
        JsonNode json = person.json();
        var shown = Json.object();
        shown.set("metadata_public", json.path("metadata_public"));
        shown.set("metadata_admin", json.path("metadata_admin"));
        boolean none = json.path("metadata_public").isEmpty()
                && json.path("metadata_admin").isEmpty();
        return none ? Block.of("Metadata", "None.") : Block.of("Metadata", "").source(Json.pretty(shown));
    }

    private Block about(Person person) {
        JsonNode json = person.json();
        List<Block.Fact> facts = new ArrayList<>();
        facts.add(fact("Schema", json.path("schema_id").asText()));
        facts.add(fact("External id", json.path("external_id").asText("")));
        facts.add(new Block.Fact("Created", When.of(json.path("created_at").asText(), site.now())));
        facts.add(new Block.Fact("Changed", When.of(json.path("updated_at").asText(), site.now())));
        facts.add(new Block.Fact(
                "State since", When.of(json.path("state_changed_at").asText(), site.now())));
        return Block.of("About", "").facts(facts);
    }

    private Block actions(Visit visit, Person person) {
        String path = person.path();
        Block block = Block.of("What can be done", "").link("All data as JSON", path + "/data.json", "plain");
        if (!visit.mayChange()) {
            return block;
        }
        return block.link("Recovery code or link", path + "/recovery", "plain")
                .link("End all sessions", path + "/end-sessions", "danger")
                .link("Delete", path + "/delete", "danger")
                .form(people.state(visit, person, person.isActive() ? "Deactivate" : "Activate", "plain"));
    }
}
