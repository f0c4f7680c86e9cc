package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.console.form.FormValues;
import io.ostiary.console.form.SchemaForm;
import io.ostiary.console.form.TraitField;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Identity schemas, and the fields that a form has for them. */
final class Traits {

    private final Site site;

    Traits(Site site) {
        this.site = site;
    }

    /** All schemas. */
    Uni<ApiAnswer> schemas() {
        return site.open().get("/schemas?per_page=250");
    }

    /** The form of a schema; empty when there is no such schema. */
    static Optional<SchemaForm> form(JsonNode schemas, String id) {
        for (JsonNode each : schemas) {
            if (each.path("id").asText().equals(id)) {
                return Optional.of(new SchemaForm(each.path("schema")));
            }
        }
        return Optional.empty();
    }

    /**
     * The fields of a form.
     *
     * @param traits what is there
     * @param typed what was typed; stands instead of that when there is any
     * @param wrong what is wrong with them, by their names
     */
    static List<FieldView> fields(SchemaForm form, JsonNode traits, FormValues typed, Map<String, String> wrong) {
        List<FieldView> fields = new ArrayList<>();
        for (TraitField each : form.fields()) {
            String value = typed.isEmpty()
                    ? SchemaForm.value(traits, each)
                    : typed.typed(each.name()).orElse("");
            fields.add(new FieldView(
                    FieldView.id(each.name()),
                    each.name(),
                    each.label(),
                    type(each),
                    value,
                    options(each),
                    each.required() || each.kind() == TraitField.Kind.TICK,
                    "",
                    wrong.getOrDefault(each.name(), "")));
        }
        return fields;
    }

    private static List<String> options(TraitField field) {
        List<String> options = new ArrayList<>(field.options());
        if (!field.required()) {
            options.addFirst("");
        }
        return options;
    }

    private static String type(TraitField field) {
        return switch (field.kind()) {
            case NUMBER -> "decimal";
            case INTEGER -> "numeric";
            case TICK -> "tick";
            case CHOICE -> "choice";
            case TEXT ->
                switch (field.format()) {
                    case "email" -> "email";
                    case "date" -> "date";
                    case "uri" -> "url";
                    default -> "text";
                };
        };
    }

    /** Says which traits have no field. */
    static String rest(SchemaForm form) {
        return form.rest().isEmpty() ? "" : "As JSON only: " + String.join(", ", form.rest()) + ".";
    }

    /**
     * Says that the API refused what was typed: which fields, where each has its own complaint beside it, else the API's words.
     *
     * @param wrong complaints by the names of fields
     */
    static View.Notice refusal(Optional<SchemaForm> form, Map<String, String> wrong, String reason) {
        List<View.Link> links = form.map(each -> links(each, wrong)).orElse(List.of());
        boolean isAll = !links.isEmpty() && links.size() == wrong.size();
        return View.Notice.error(isAll ? "Nothing was saved. These fields need another look:" : reason, links);
    }

    private static List<View.Link> links(SchemaForm form, Map<String, String> wrong) {
        return form.fields().stream()
                .filter(each -> wrong.containsKey(each.name()))
                .map(each -> new View.Link(each.label(), "#" + FieldView.id(each.name()), "text"))
                .toList();
    }
}
