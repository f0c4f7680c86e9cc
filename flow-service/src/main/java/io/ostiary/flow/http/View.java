package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemResponses;
import io.ostiary.contract.route.Generation;
import io.ostiary.flow.flow.Flow;

/**
 * How one generation of the contract tells what came of a request. Flows decide and answer with a value, an {@link
 * Answer}; what differs between generations in its form stands here and nowhere else.
 */
public interface View {

    /** Whose view it is. */
    Generation generation();

    /** A flow. */
    ObjectNode flow(Flow flow);

    /** Somebody who signed in. */
    JsonNode signedIn(Answer.SignedIn signedIn);

    /** Somebody who signed up. */
    JsonNode signedUp(Answer.SignedUp signedUp);

    /** Settings that were saved. */
    JsonNode saved(Answer.Saved saved);

    /** A problem. */
    ProblemResponses.Answer problem(Problem problem);

    /** Whether a problem with a submission is told in its form, as a message; else as problems are. */
    boolean staysInForm(Problem problem);

    /**
     * Another flow replaces an expired one, and the client reads JSON.
     *
     * @param address where that flow is read
     */
    Answer replaced(Problem.FlowExpired expired, String address);

    /**
     * The status of a redirect.
     *
     * @param current what the current contract has there: 302 or 303
     */
    int redirect(int current);

    /** The query parameter of the error page that names a stored error. */
    String errorParameter();

    /** Whether a form that is shown again goes to this client as JSON; else it is sent to the flow's page. */
    boolean showsInJson(ClientRequest request, Flow flow);

    /** Whether a problem with a flow is told to this client in JSON; else by the error page. */
    boolean tellsInJson(ClientRequest request, Flow flow);
}
