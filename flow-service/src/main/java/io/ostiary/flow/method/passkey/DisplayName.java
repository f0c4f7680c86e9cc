package io.ostiary.flow.method.passkey;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.SchemaField;
import io.ostiary.flow.webauthn.SchemaMarks;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What browsers list a passkey by: the trait with {@code passkey.display_name}, else the one with {@code webauthn.identifier}. */
final class DisplayName {

    private DisplayName() {}

    /** That of a person. */
    static Optional<String> of(IdentitySchemaForm schema, JsonNode traits) {
        return first(schema, traits, SchemaMarks::isDisplayName)
                .or(() -> first(schema, traits, SchemaMarks::isIdentifier));
    }

    private static Optional<String> first(IdentitySchemaForm schema, JsonNode traits, Predicate<SchemaField> those) {
        return schema.fields().stream()
                .filter(those)
                .map(field -> SchemaMarks.value(field, traits))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The fields of a form that may hold it; the page takes the first that is filled in. */
    static List<String> fields(IdentitySchemaForm schema) {
        return SchemaMarks.displayNames(schema).stream().map(SchemaField::path).toList();
    }
}
