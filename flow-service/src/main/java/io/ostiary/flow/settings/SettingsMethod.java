package io.ostiary.flow.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.verification.BegunVerification;
import io.ostiary.internal.effect.PendingEffectBody;
import io.ostiary.internal.identity.BeginVerification;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Something that people can change about themselves. */
public interface SettingsMethod {

    /** A form that is put together. */
    record Form(Flow flow, IdentitySchemaForm schema, IdentityBody identity) {}

    /**
     * A form that was sent.
     *
     * @param session of the person, whose flow it is
     * @param privileged whether the session is fresh enough to change what opens the account
     * @param verification how new addresses are verified; null: they aren't
     * @param resumed whether it was checked and kept before the person signed in again
     */
    record Sent(
            ClientRequest request,
            Flow flow,
            IdentitySchemaForm schema,
            Submission fields,
            Attempt attempt,
            OpenSession session,
            boolean privileged,
            BeginVerification verification,
            boolean resumed) {}

    /** What a method made of a submission. */
    sealed interface Step {

        /** Refused; the method has put what was typed back into the form. */
        record Refused(List<Complaint> complaints) implements Step {}

        /**
         * Nothing was changed: the person has to sign in again first.
         *
         * @param kept the fields to go on with after that; null: nothing is kept
         */
        record SignInAgain(ObjectNode kept) implements Step {}

        /** The change waits until a new address is proven. */
        record Held(BegunVerification verification) implements Step {}

        /**
         * The change is saved.
         *
         * @param identity after it
         * @param effects what identity-service decided for this service
         */
        record Saved(IdentitySnapshot identity, List<PendingEffectBody> effects) implements Step {}
    }

    /** Its name. */
    MethodName name();

    /** The group of its form elements. */
    NodeGroup group();

    /** Whether the configuration offers it. */
    boolean isEnabled();

    /** Adds its elements to the form. */
    void addNodes(Form form);

    /** Handles a submission that names this method. */
    Uni<Step> submit(Sent sent);
}
