package io.ostiary.flow.callback;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.ClientRequest;
import io.smallrye.mutiny.Uni;

/** Goes on with a flow from outside its form; one bean for each kind of flow that has methods which send people away. */
public interface ResumeFlow {

    /** The kind of flow. */
    FlowKind kind();

    /**
     * Goes on.
     *
     * @param by the method that sent the browser away
     * @return fails with a {@link io.ostiary.contract.problem.ProblemException} when it can't be shown in the flow's form
     */
    Uni<Answer> resume(ClientRequest request, Flow flow, MethodName by, Returned back);
}
