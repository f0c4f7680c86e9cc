package io.ostiary.flow.registration;

import io.ostiary.contract.node.Nodes;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.IdentitySchemaForm;

/** Why a method is asked to draw into a sign-up form. The profile is drawn by the flow. */
public sealed interface RegistrationForm {

    /** The form's flow; a method reads it and draws into its {@link #nodes}. */
    Flow flow();

    /** The schema of the new identity. */
    IdentitySchemaForm schema();

    /** The elements drawn so far. */
    default Nodes nodes() {
        return flow().ui().nodes();
    }

    /** The method is chosen: on one page with the profile, or after it. */
    record Credentials(Flow flow, IdentitySchemaForm schema) implements RegistrationForm {}

    /** A method has begun: a code was sent. Only that method draws. */
    record UnderWay(Flow flow, IdentitySchemaForm schema, MethodName by) implements RegistrationForm {}
}
