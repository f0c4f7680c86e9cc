package io.ostiary.flow.settings;

import io.ostiary.contract.node.Nodes;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.step.Person;

/**
 * A settings form that is drawn.
 *
 * @param who whose settings they are; keys and links of theirs are listed
 */
public record SettingsForm(Flow flow, IdentitySchemaForm schema, Person who) {

    /** The elements drawn so far. */
    public Nodes nodes() {
        return flow.ui().nodes();
    }
}
