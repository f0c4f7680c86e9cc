package io.ostiary.flow.step;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.form.IdentitySchemaForm;

/** The field in which people tell who they are; several methods need it, the form has it once. */
public final class IdentifierField {

    private IdentifierField() {}

    /** The field, empty. */
    public static Node empty(IdentitySchemaForm schema) {
        return Node.input(
                NodeGroup.DEFAULT,
                Attributes.input("identifier", "text").asRequired().withValue(Json.tree("")),
                schema.identifierLabel());
    }

    /** The field, empty; browsers offer passkeys in it (WHATWG HTML, autofill detail token {@code webauthn}). */
    public static Node forPasskeys(IdentitySchemaForm schema) {
        return Node.input(
                NodeGroup.DEFAULT,
                Attributes.input("identifier", "text")
                        .asRequired()
                        .withAutocomplete("username webauthn")
                        .withValue(Json.tree("")),
                schema.identifierLabel());
    }

    /** The field of somebody who has told it before, where it can't be done without. */
    public static Node needed(String identifier) {
        return Node.input(
                NodeGroup.DEFAULT, Attributes.hidden("identifier", identifier).asRequired(), null);
    }

    /** The field of somebody who has told it before. */
    public static Node told(String identifier) {
        return Node.input(NodeGroup.DEFAULT, Attributes.hidden("identifier", identifier), null);
    }
}
