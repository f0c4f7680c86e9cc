package io.ostiary.flow.callback;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Submission;
import java.util.UUID;

/** What a browser brought back. */
public interface Returned {

    /** Of which kind the flow is that it left. */
    FlowKind kind();

    /** The flow that it left. */
    UUID flowId();

    /**
     * The submission that waited in that flow, with what was brought.
     *
     * @throws io.ostiary.contract.problem.ProblemException with {@link io.ostiary.contract.problem.Problem.BadRequest} when
     *     it is not the browser that left, or nothing waits any more
     */
    Submission submission(ClientRequest request, Flow flow);
}
