package io.ostiary.flow.login;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;

/** A hook didn't let a login begin. The contract shows the flow all the same, behind the problem; it is not stored. */
final class LoginHeld extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final transient Flow flow;

    LoginHeld(Flow flow, Problem problem) {
        super(problem);
        this.flow = flow;
    }

    /** The flow that did not begin. */
    Flow flow() {
        return flow;
    }
}
