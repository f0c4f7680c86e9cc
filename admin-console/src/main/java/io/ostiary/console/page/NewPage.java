package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.console.api.Api;
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

/** Creates an identity: by a form made from a schema, or by JSON. */
final class NewPage implements Page {

    static final String PATH = IdentitiesPage.PATH + "/new";

    private static final String JSON = "json";
    private static final String SCHEMA = "schema";
    private static final int UNPROCESSABLE = 422;

    private final Site site;
    private final Traits traits;

    NewPage(Site site, Traits traits) {
        this.site = site;
        this.traits = traits;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return traits.schemas().flatMap(schemas -> {
            if (!schemas.isSuccess()) {
                return Uni.createFrom().item(site.problem(visit, schemas));
            }
            return visit.isPost()
                    ? create(visit, schemas.body())
                    : Uni.createFrom().item(drawn(visit, schemas.body()));
        });
    }

    private PageAnswer drawn(Visit visit, JsonNode schemas) {
        return drawn(visit, schemas, Site.OK, List.of(), Map.of());
    }

    private static String schema(Visit visit, JsonNode schemas) {
        return visit.form()
                .first(SCHEMA)
                .or(() -> visit.query(SCHEMA))
                .orElse(schemas.path(0).path("id").asText());
    }

    private Uni<PageAnswer> create(Visit visit, JsonNode schemas) {
        String schema = schema(visit, schemas);
        Optional<String> typed = visit.form().first(JSON);
        Optional<ObjectNode> body = typed.isPresent()
                ? Json.parse(typed.get())
                : Traits.form(schemas, schema).map(form -> body(schema, form, visit.form()));
        if (body.isEmpty() || body.get().has("credentials")) {
            String text = body.isEmpty()
                    ? "That is no JSON object."
                    : "Credentials are not set here: give the person a recovery code afterwards.";
            var notice = View.Notice.error(text, List.of(new View.Link("JSON", "#" + FieldView.id(JSON), "text")));
            return Uni.createFrom().item(drawn(visit, schemas, UNPROCESSABLE, List.of(notice), Map.of(JSON, text)));
        }
        return site.admin().post("/admin/identities", body.get()).map(answer -> {
            site.deeds()
                    .note(
                            visit.operator().name(),
                            "created an identity",
                            answer.body().path("id").asText(""),
                            answer.isSuccess() ? "done" : "status " + answer.status());
            return created(visit, schemas, answer);
        });
    }

    private static ObjectNode body(String schema, SchemaForm form, FormValues typed) {
        ObjectNode body = Json.object().put("schema_id", schema);
        body.set("traits", form.apply(Json.object(), typed));
        return body;
    }

    private PageAnswer created(Visit visit, JsonNode schemas, ApiAnswer answer) {
        if (answer.isSuccess()) {
            return new PageAnswer.Redirect(Person.path(answer.body().path("id").asText()) + "?done=created");
        }
        Map<String, String> wrong = Complaints.of(answer.reason());
        var notice = Traits.refusal(Traits.form(schemas, schema(visit, schemas)), wrong, answer.reason());
        return drawn(visit, schemas, answer.status(), List.of(notice), wrong);
    }

    private PageAnswer drawn(
            Visit visit, JsonNode schemas, int status, List<View.Notice> notices, Map<String, String> wrong) {
        String schema = schema(visit, schemas);
        List<Block> blocks = new ArrayList<>();
        if (schemas.size() > 1) {
            blocks.add(choice(schemas, schema));
        }
        Optional<SchemaForm> form = Traits.form(schemas, schema);
        form.ifPresent(each -> blocks.add(fields(visit, schema, each, wrong)));
        blocks.add(json(visit, schema, wrong));
        return site.page(visit, status, new View("Create an identity", "", List.of(), List.of(), notices, blocks));
    }

    private static Block choice(JsonNode schemas, String current) {
        Block block = Block.of("Schema", "This form is for “" + current + "”.");
        for (JsonNode each : schemas) {
            String id = each.path("id").asText();
            if (!id.equals(current)) {
                block = block.link("Use " + id, PATH + "?schema=" + Api.encoded(id), "plain");
            }
        }
        return block;
    }

    private Block fields(Visit visit, String schema, SchemaForm form, Map<String, String> wrong) {
        boolean inJson = visit.form().first(JSON).isPresent();
        FormView fields = site.form(visit, PATH).hide(SCHEMA, schema);
        for (FieldView each : Traits.fields(form, Json.object(), inJson ? FormValues.NONE : visit.form(), wrong)) {
            fields = fields.field(each);
        }
        return Block.of("Fields", Traits.rest(form)).form(fields.button("Create", "main"));
    }

    private Block json(Visit visit, String schema, Map<String, String> wrong) {
        ObjectNode empty = Json.object().put("schema_id", schema).put("state", "active");
        empty.putObject("traits");
        empty.putNull("metadata_public");
        empty.putNull("metadata_admin");
        String value = visit.form().typed(JSON).orElse(Json.pretty(empty));
        FieldView field = FieldView.area(JSON, "JSON", value)
                .hint("As the admin API takes it, without credentials.")
                .error(wrong.getOrDefault(JSON, ""));
        return Block.of("Or as JSON", "")
                .form(site.form(visit, PATH).hide(SCHEMA, schema).field(field).button("Create from JSON", "plain"));
    }
}
