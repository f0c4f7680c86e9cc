package io.ostiary.flow.flow;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import java.time.Duration;

/**
 * Another request stored the flow since it was read, so nothing was written. Who can, reads it again
 * and runs the submission on what is there now; otherwise the client is told to (503).
 */
public final class FlowChanged extends ProblemException {

    private static final long serialVersionUID = 1L;

    private static final Problem.Unavailable TOLD =
            new Problem.Unavailable("The flow was changed by another request at this moment.", Duration.ofSeconds(1));

    public FlowChanged() {
        super(TOLD);
    }
}
