package io.ostiary.flow.login;

import io.ostiary.contract.node.Nodes;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.step.Person;
import org.jspecify.annotations.Nullable;

/**
 * Why a login form is drawn. Forms are drawn from nothing: what was typed is put into them afterwards. A new reason does
 * not compile until every method has decided.
 */
public sealed interface LoginForm {

    /** The form's flow; a method reads it and draws into its {@link #nodes}. */
    Flow flow();

    /** The schema of the identities that may sign in by it. */
    IdentitySchemaForm schema();

    /** The elements drawn so far. */
    default Nodes nodes() {
        return flow().ui().nodes();
    }

    /** Somebody unknown signs in. */
    record First(Flow flow, IdentitySchemaForm schema) implements LoginForm {}

    /**
     * Somebody has told their identifier.
     *
     * @param who has it; null: nobody
     * @param hides whether everything is drawn for everybody, so that the form tells nothing about the account
     */
    record Identified(
            Flow flow, IdentitySchemaForm schema, @Nullable Person who, boolean hides) implements LoginForm {}

    /** Somebody confirms that it is still them. */
    record Again(Flow flow, IdentitySchemaForm schema, Person who) implements LoginForm {}

    /**
     * Somebody adds a second factor.
     *
     * @param again whether their session has one already, and they confirm it
     */
    record Second(Flow flow, IdentitySchemaForm schema, Person who, boolean again) implements LoginForm {}

    /**
     * A method has begun: a code was sent, or it has the form to itself. Only that method draws; the identifier is there,
     * hidden.
     *
     * @param by which
     */
    record UnderWay(Flow flow, IdentitySchemaForm schema, MethodName by) implements LoginForm {}
}
