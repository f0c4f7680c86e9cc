package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemResponses;
import io.ostiary.flow.flow.Flow;
import java.util.Optional;

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

    /** A problem that is told in place of a refused form; empty: the form is shown. */
    Optional<Problem> insteadOfForm(Flow flow);

    /** Another flow replaces an expired one. */
    Answer replaced(Answer.Replaced replaced);

    /** A verification has passed, and the client gets a page. */
    Answer passed(Answer.Passed passed);

    /** The address with which a flow was begun that replaces an expired one. */
    String requestUrlInPlaceOf(Flow expired, ClientRequest request);

    /** Whether a browser gets its session's cookie anew when settings are saved. */
    boolean renewsSessionCookie();

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
