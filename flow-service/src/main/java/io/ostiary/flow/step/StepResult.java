package io.ostiary.flow.step;

import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentitySnapshot;
import java.util.List;

/** What a method made of a submission. */
public sealed interface StepResult {

    /** The submission was refused; the method has put what was typed back into the form. */
    record Refused(List<Complaint> complaints) implements StepResult {}

    /**
     * The form has changed and is shown again: a code was sent, say. It counts as refused where the
     * contract answers 400.
     */
    record AskAgain() implements StepResult {}

    /** The person proved who they are. */
    record Proceed(IdentitySnapshot identity, AuthenticationMethodBody authentication) implements StepResult {}
}
