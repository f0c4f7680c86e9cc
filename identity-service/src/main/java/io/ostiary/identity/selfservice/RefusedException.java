package io.ostiary.identity.selfservice;

import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.Complaint;
import java.util.List;

/**
 * Ends a change that a person may not make, on its way out of the transaction. It has no stack
 * trace, because it is an outcome.
 */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Changes.Result result;

    private RefusedException(Changes.Result result) {
        super("refused", null, false, false);
        this.result = result;
    }

    /** Refused for reasons that the person is told. */
    static RefusedException because(List<Complaint> complaints) {
        return new RefusedException(Changes.Result.refused(complaints));
    }

    /** Refused for a reason that the flow acts on. */
    static RefusedException because(Changes.Refusal refusal) {
        return new RefusedException(Changes.Result.refused(refusal));
    }

    Changes.Result result() {
        return result;
    }
}
