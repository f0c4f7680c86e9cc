package io.ostiary.flow.webauthn;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.SchemaField;
import java.util.List;

/** What an identity schema says of its fields for keys, under {@code ory.sh/kratos} and {@code credentials}. */
public final class SchemaMarks {

    private SchemaMarks() {}

    /** Whether people name themselves by a field when they sign in with a security key. */
    public static boolean isIdentifier(SchemaField field) {
        return field.schema()
                .at("/ory.sh~1kratos/credentials/webauthn/identifier")
                .asBoolean();
    }

    /** Whether browsers list passkeys by a field. */
    public static boolean isDisplayName(SchemaField field) {
        return field.schema()
                .at("/ory.sh~1kratos/credentials/passkey/display_name")
                .asBoolean();
    }

    /** The fields by which browsers may list a passkey, first comes first (contract: by the alphabet). */
    public static List<SchemaField> displayNames(IdentitySchemaForm schema) {
        List<SchemaField> marked = schema.fields().stream()
                .filter(field -> isDisplayName(field) || isIdentifier(field))
                .sorted((a, b) -> a.path().compareTo(b.path()))
                .toList();
        return marked.isEmpty()
                ? schema.fields().stream()
                        .filter(field -> field.title().isEmpty())
                        .limit(1)
                        .toList()
                : marked;
    }

    /** What a field holds; empty when it holds nothing. */
    public static String value(SchemaField field, JsonNode traits) {
        String pointer = "/" + field.path().substring("traits.".length()).replace('.', '/');
        return traits.at(pointer).asText("");
    }
}
