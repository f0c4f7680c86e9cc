package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.flow.flow.Flow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a use case answers. Endpoints return it as it is; {@link AnswerFilter} gives it its HTTP
 * form.
 */
public sealed interface Answer {

    /**
     * A JSON body.
     *
     * @param status the HTTP status
     * @param retryAfter when it is worth another try, or null
     */
    record Json(int status, JsonNode body, @Nullable Duration retryAfter) implements Answer {}

    /**
     * A flow that was not let begin: the problem and, behind it in one body, the flow that is none (contract).
     *
     * @param problem why
     */
    record Held(Problem problem, Flow flow) implements Answer {}

    /**
     * The browser goes elsewhere.
     *
     * @param status 303, or 302 where the contract has that
     */
    record Elsewhere(int status, String address) implements Answer {}

    /** Nothing but a status. */
    record Empty(int status) implements Answer {}

    /**
     * A flow, as the {@link View} of its client shows it.
     *
     * @param status the HTTP status
     */
    record OfFlow(int status, Flow flow) implements Answer {}

    /** A problem, in JSON. */
    record OfProblem(Problem problem) implements Answer {}

    /**
     * Somebody signed in and reads JSON.
     *
     * @param token for a native app, which keeps it; null: the browser has its cookie
     * @param session as its owner sees it
     * @param continueWith what comes next; JSON null: nothing
     */
    record SignedIn(@Nullable Secret token, ObjectNode session, JsonNode continueWith) implements Answer {}

    /**
     * Somebody signed up and reads JSON.
     *
     * @param token of the session, for a native app; null: there is none, or the browser has its cookie
     * @param session null: there is none
     * @param continueWith what comes next; JSON null: nothing
     */
    record SignedUp(@Nullable Secret token, @Nullable ObjectNode session, ObjectNode identity, JsonNode continueWith)
            implements Answer {}

    /**
     * Another flow replaces an expired one.
     *
     * @param told the problem, for clients without pages
     * @param address where the new flow is read
     * @param page that shows the new flow; null: the client has no pages
     */
    record Replaced(
            Flow expired,
            Problem.FlowExpired told,
            String address,
            @Nullable String page) implements Answer {}

    /**
     * A verification has passed, and the client gets a page.
     *
     * @param flow whose form is a mere way on
     * @param page that shows the flow
     */
    record Passed(Flow flow, String page) implements Answer {}

    /**
     * Settings were saved, and the client reads JSON.
     *
     * @param flow which shows the identity as it is now
     * @param session in which they were
     */
    record Saved(Flow flow, SessionBody session) implements Answer {}
}
