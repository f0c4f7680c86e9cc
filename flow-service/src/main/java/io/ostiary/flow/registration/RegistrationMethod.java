package io.ostiary.flow.registration;

import io.ostiary.config.Secret;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Submission;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Complaint;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** A way to sign up. */
public interface RegistrationMethod {

    /** A form that was sent. */
    record Sent(ClientRequest request, Flow flow, IdentitySchemaForm schema, Submission fields, Attempt attempt) {}

    /** What a method made of a submission. */
    sealed interface Step {

        /** Refused; the caller puts what was typed back into the form. */
        record Refused(List<Complaint> complaints) implements Step {}

        /**
         * Refused for want of something of the method's own; the caller tells in the same answer
         * what is wrong with the traits.
         */
        record Incomplete(List<Complaint> complaints) implements Step {}

        /** The form has changed and is shown again. */
        record AskAgain() implements Step {}

        /**
         * The identity can be created.
         *
         * @param password for the password method
         * @param codeAddress for the code method
         * @param authentication of the session that follows
         */
        record Create(Secret password, CodeAddress codeAddress, AuthenticationMethodBody authentication)
                implements Step {}
    }

    /** Its name. */
    MethodName name();

    /** The group of its form elements. */
    NodeGroup group();

    /** Whether the configuration offers it for signing up. */
    boolean isEnabled();

    /** Adds its elements to the form. */
    void addNodes(Flow flow);

    /** Removes its elements from the form. */
    void removeNodes(Flow flow);

    /** Handles a submission that names this method. */
    Uni<Step> submit(Sent sent);
}
