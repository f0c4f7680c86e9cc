package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.console.form.Complaints;
import io.ostiary.console.form.FormValues;
import io.ostiary.console.form.SchemaForm;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes an identity: a form made from its schema, and all of it as JSON beside. */
final class EditPage implements Page {

    private static final String SEEN = "seen";
    private static final String JSON = "json";
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final List<String> MEMBERS =
            List.of("schema_id", "external_id", "traits", "metadata_public", "metadata_admin");

    private final Site site;
    private final PersonPages people;
    private final Traits traits;

    EditPage(Site site, PersonPages people, Traits traits) {
        this.site = site;
        this.people = people;
        this.traits = traits;
    }

    /**
     * What the page is drawn from.
     *
     * @param person the identity as it is
     * @param form fields of its schema, if the schema is known
     */
    private record State(Person person, Optional<SchemaForm> form) {}

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return people.with(
                visit,
                person -> traits.schemas().flatMap(schemas -> {
                    String schema = person.json().path("schema_id").asText();
                    State state = new State(person, Traits.form(schemas.body(), schema));
                    return visit.isPost()
                            ? save(visit, state)
                            : Uni.createFrom().item(drawn(visit, state, Site.OK, List.of(), Map.of()));
                }));
    }

    private Uni<PageAnswer> save(Visit visit, State state) {
        String now = state.person().json().path("updated_at").asText();
        if (!visit.form().first(SEEN).orElse(now).equals(now)) {
            var notice = View.Notice.error(
                    "Somebody changed this identity meanwhile. Below is what you typed; what is stored now stands beside it."
                            + " Save again to put yours in its place.",
                    List.of());
            return Uni.createFrom().item(drawn(visit, state, CONFLICT, List.of(notice), Map.of()));
        }
        Optional<String> typed = visit.form().first(JSON);
        return typed.isPresent() ? saveJson(visit, state, typed.get()) : saveFields(visit, state);
    }

    private Uni<PageAnswer> saveFields(Visit visit, State state) {
        JsonNode before = state.person().json().path("traits");
        JsonNode after = state.form()
                .<JsonNode>map(form -> form.apply(before, visit.form()))
                .orElse(before);
        ObjectNode replace = Json.object().put("op", "replace").put("path", "/traits");
        replace.set("value", after);
        var patch = JsonNodeFactory.instance.arrayNode().add(replace);
        return site.write(visit, "changed the traits", visit.id(), site.admin().patch(Person.api(visit.id()), patch))
                .map(answer -> saved(visit, state, answer));
    }

    private Uni<PageAnswer> saveJson(Visit visit, State state, String typed) {
        Optional<ObjectNode> json = Json.parse(typed);
        if (json.isEmpty() || !MEMBERS.containsAll(names(json.get()))) {
            String text = json.isEmpty()
                    ? "That is no JSON object."
                    : "The JSON may have " + String.join(", ", MEMBERS) + " and nothing else.";
            return Uni.createFrom()
                    .item(drawn(visit, state, UNPROCESSABLE, List.of(jsonError(text)), Map.of(JSON, text)));
        }
        ObjectNode body = json.get();
        body.put("state", state.person().json().path("state").asText("active"));
        return site.write(
                        visit, "changed the identity", visit.id(), site.admin().put(Person.api(visit.id()), body))
                .map(answer -> saved(visit, state, answer));
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static View.Notice jsonError(String text) {
        return View.Notice.error(text, List.of(new View.Link("JSON", "#" + FieldView.id(JSON), "text")));
    }

    private PageAnswer saved(Visit visit, State state, ApiAnswer answer) {
        if (answer.isSuccess()) {
            return new PageAnswer.Redirect(state.person().path() + "?done=saved");
        }
        Map<String, String> wrong = Complaints.of(answer.reason());
        String lost = answer.status() >= 500 ? " Nothing is lost: send it again in a moment." : "";
        var notice = Traits.refusal(state.form(), wrong, answer.reason() + lost);
        return drawn(visit, state, answer.status(), List.of(notice), wrong);
    }

    private PageAnswer drawn(
            Visit visit, State state, int status, List<View.Notice> notices, Map<String, String> wrong) {
        boolean inJson = visit.form().first(JSON).isPresent();
        List<Block> blocks = new ArrayList<>();
        state.form().ifPresent(form -> blocks.add(fields(visit, state, form, inJson, wrong)));
        if (status == CONFLICT) {
            blocks.add(Block.of("What is stored now", "").source(Json.pretty(stored(state.person()))));
        }
        blocks.add(json(visit, state, wrong));
        View view = people.view(visit, state.person(), "Edit", blocks);
        for (View.Notice each : notices) {
            view = view.with(each);
        }
        return site.page(visit, status, view);
    }

    private Block fields(Visit visit, State state, SchemaForm form, boolean inJson, Map<String, String> wrong) {
        FormValues typed = inJson ? FormValues.NONE : visit.form();
        FormView fields = form(visit, state);
        for (FieldView each : Traits.fields(form, state.person().json().path("traits"), typed, wrong)) {
            fields = fields.field(each);
        }
        return Block.of("Fields", Traits.rest(form)).form(fields.button("Save", "main"));
    }

    private Block json(Visit visit, State state, Map<String, String> wrong) {
        String value = visit.form().typed(JSON).orElse(Json.pretty(stored(state.person())));
        FieldView field = FieldView.area(JSON, "JSON", value)
                .hint("What is left out is taken away. Credentials and state are not changed here.")
                .error(wrong.getOrDefault(JSON, ""));
        return Block.of("The same as JSON", "")
                .form(form(visit, state).field(field).button("Save the JSON", "plain"));
    }

    private FormView form(Visit visit, State state) {
        return site.form(visit, state.person().path() + "/edit")
                .hide(SEEN, state.person().json().path("updated_at").asText());
    }

    private static ObjectNode stored(Person person) {
        ObjectNode stored = Json.object();
        for (String each : MEMBERS) {
            JsonNode value = person.json().path(each);
            if (!value.isMissingNode()) {
                stored.set(each, value);
            }
        }
        return stored;
    }
}
