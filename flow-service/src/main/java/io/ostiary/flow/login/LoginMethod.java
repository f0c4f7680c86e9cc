package io.ostiary.flow.login;

import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.step.StepResult;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;

/** A way to sign in. */
public interface LoginMethod {

    /**
     * A form that is put together.
     *
     * @param schema of the identities that may sign in by it
     * @param identity who confirms it is them; null at a first sign-in
     */
    record Form(Flow flow, IdentitySchemaForm schema, IdentitySnapshot identity) {}

    /**
     * A form that was sent.
     *
     * @param session the client's session, null when it has none
     */
    record Sent(
            ClientRequest request,
            Flow flow,
            IdentitySchemaForm schema,
            Submission fields,
            Attempt attempt,
            OpenSession session) {}

    /** Its name. */
    MethodName name();

    /** The group of its form elements. */
    NodeGroup group();

    /** Whether the configuration offers it for signing in. */
    boolean isEnabled();

    /** Adds its elements to the form of a first sign-in. */
    void addFirstFactor(Form form);

    /** Adds its elements to the form by which a person confirms that it is still them. */
    void addRefresh(Form form);

    /**
     * Adds its elements to the form of a person who has told the identifier, unless they can't sign
     * in by it.
     *
     * @param form with the identity that has the identifier, or null
     * @param always adds them all the same, so that the form tells nothing about the account
     * @return whether that identity can sign in by it
     */
    boolean addForIdentifier(Form form, boolean always);

    /** Whether it can begin once the identifier is known: the person has nothing to enter first. */
    default boolean needsNothingMore() {
        return false;
    }

    /** Handles a submission that names this method. */
    Uni<StepResult> submit(Sent sent);

    /** Gives back what a submission used up, because no session came of it. */
    default Uni<Void> takeBack(Sent sent) {
        return Uni.createFrom().voidItem();
    }
}
