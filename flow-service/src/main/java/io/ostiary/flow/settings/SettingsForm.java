package io.ostiary.flow.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.node.Nodes;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.step.Person;

/**
 * A settings form that is drawn.
 *
 * @param who whose settings they are; keys and links of theirs are listed
 * @param traits to show: theirs, or what they typed
 */
public record SettingsForm(Flow flow, IdentitySchemaForm schema, Person who, JsonNode traits) {

    /** The elements drawn so far. */
    public Nodes nodes() {
        return flow.ui().nodes();
    }
}
