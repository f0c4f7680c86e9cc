package io.ostiary.contract.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.json.Json;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a {@link Problem} into status, error id and body: the one place that knows them. */
public final class ProblemResponses {

    private static final String CSRF_DOCS = "https://www.rfc-editor.org/rfc/rfc6265#section-8.2";

    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Request Entity Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Entity"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    /**
     * The answer to a problem.
     *
     * @param status the HTTP status
     * @param body the contract's error body
     * @param retryAfter when to try again, where that is known
     */
    public record Answer(
            int status, ObjectNode body, @Nullable Duration retryAfter) {

        /** The {@code error} object alone, as a stored user-facing error shows it. */
        public JsonNode error() {
            return body.get("error");
        }
    }

    private ProblemResponses() {}

    /** The answer to an unknown failure: it tells nothing about the cause. */
    public static Answer unknown() {
        return answer(500, null, "Something went wrong on our side.", null);
    }

    /** The answer to a problem in a generation of the contract: the older one knows no error ids. */
    public static Answer of(Problem problem, Generation generation) {
        Answer current = of(problem);
        if (generation == Generation.CURRENT) {
            return current;
        }
        ObjectNode error = ((ObjectNode) current.error()).deepCopy();
        error.remove("id");
        ObjectNode body = Json.object();
        body.set("error", error);
        return new Answer(current.status(), body, current.retryAfter());
    }

    /** The answer to a problem. */
    public static Answer of(Problem problem) {
        return switch (problem) {
            case Problem.BadRequest p -> answer(400, null, "The request was malformed.", p.reason());
            case Problem.Unauthorized p -> answer(401, null, "The request could not be authorized.", p.reason());
            case Problem.Forbidden p -> answer(403, null, "This is not allowed.", p.reason());
            case Problem.NotFound p -> answer(404, null, "There is nothing here.", p.reason());
            case Problem.MethodNotAllowed p -> answer(405, null, "This address doesn't take that method.", p.allow());
            case Problem.Conflict p -> answer(409, null, "Something else is in the way.", p.reason());
            case Problem.TooLarge p -> answer(413, null, "The request is too large.", p.reason());
            case Problem.UnsupportedMediaType p ->
                answer(415, null, "The body has a type that is not read here.", p.reason());
            case Problem.TooManyRequests p ->
                answer(429, null, "Too many requests at once.", p.reason(), p.retryAfter());
            case Problem.Limited p -> answer(429, p.id(), "That was tried too often.", p.reason(), p.retryAfter());
            case Problem.Unavailable p ->
                answer(503, null, "A part of the system is not available.", p.reason(), p.retryAfter());
            case Problem.BadGateway p -> answer(502, p.id(), "Another system gave no usable answer.", p.reason());
            case Problem.GatewayTimeout p -> answer(504, null, "Another system did not answer in time.", p.reason());
            case Problem.HookFailed p -> answer(500, null, "Something beside the server did not work.", null);
            case Problem.InvalidConfiguration p ->
                answer(500, "invalid_configuration", "The server's configuration doesn't allow this.", p.reason());
            case Problem.NotImplemented p -> answer(501, null, "This is not part of the server.", p.reason());
            case Problem.FlowDisabled p ->
                answer(400, "self_service_flow_disabled", "This is switched off.", p.reason());
            case Problem.FlowExpired p -> flowExpired(p);
            case Problem.FlowGone p ->
                withDetails(
                        answer(
                                410,
                                p.withId() ? "self_service_flow_expired" : null,
                                "The flow has expired.",
                                "Begin a new flow."),
                        p.details());
            case Problem.FlowReplaced p ->
                with(
                        answer(410, "self_service_flow_replaced", "Another flow replaces this one.", "Use that flow."),
                        "use_flow_id",
                        Json.tree(p.useFlowId()));
            case Problem.ReturnToForbidden p ->
                answer(
                        400,
                        "self_service_flow_return_to_forbidden",
                        "The return_to address is not allowed.",
                        p.reason());
            case Problem.CsrfViolation p -> csrf(p);
            case Problem.LocationChangeRequired p ->
                with(
                        answer(
                                422,
                                "browser_location_change_required",
                                "The browser has to go to another page.",
                                "Go to the address in redirect_browser_to."),
                        "redirect_browser_to",
                        Json.tree(p.redirectTo()));
            case Problem.SessionAlreadyAvailable p ->
                answer(
                        400,
                        "session_already_available",
                        "You are signed in already.",
                        "A valid session was sent along; sign out first, or ask for a refresh.");
            case Problem.SessionInactive p -> sessionInactive(p);
            case Problem.Aal1Required p ->
                answer(401, "session_aal1_required", "Sign in first.", "A second factor needs a first one.");
            case Problem.Aal2Required p -> aal2(p);
            case Problem.RefreshRequired p ->
                with(
                        answer(
                                403,
                                "session_refresh_required",
                                "Confirm that it is you.",
                                "The last sign-in is too long ago for this change."),
                        "redirect_browser_to",
                        Json.tree(p.redirectTo()));
            case Problem.IdentityMismatch p ->
                answer(
                        403,
                        "security_identity_mismatch",
                        "This belongs to somebody else.",
                        "The flow was begun by another identity.");
            case Problem.VerifiedAddressRequired p -> verifiedAddressRequired(p);
            case Problem.IdentityDisabled p ->
                withDetails(
                        answer(
                                p.withId() ? 400 : 401,
                                p.withId() ? "identity_disabled" : null,
                                "This account is disabled.",
                                "The identity is inactive."),
                        p.details());
            case Problem.ProviderRefused p ->
                answer(500, null, "The other system did not accept the sign-in.", p.reason());
            case Problem.Debugged p -> debugged(p);
            case Problem.WithDetails p -> withDetails(of(p.of()), p.details());
        };
    }

    private static Answer flowExpired(Problem.FlowExpired p) {
        Answer answer = answer(410, "self_service_flow_expired", "The flow has expired.", "Begin a new flow.");
        answer.body().set("use_flow_id", Json.tree(p.useFlowId()));
        answer.body().set("expired_at", Json.tree(p.expiredAt()));
        answer.body().put("since", p.since().toNanos());
        return p.continueWith() == null
                ? answer
                : withDetails(answer, Json.object().set("continue_with", p.continueWith()));
    }

    private static Answer debugged(Problem.Debugged p) {
        Answer answer = of(p.of());
        ((ObjectNode) answer.error()).put("debug", p.debug());
        return answer;
    }

    private static Answer csrf(Problem.CsrfViolation p) {
        ObjectNode details = Json.object();
        details.put("docs", CSRF_DOCS);
        details.put("hint", "Send the cookie that came with the flow, and the flow's csrf_token.");
        if (p.rejectReason() != null) {
            details.put("reject_reason", p.rejectReason());
        }
        return withDetails(
                answer(
                        403,
                        "security_csrf_violation",
                        "The request may have been forged.",
                        "The anti-forgery token is missing or doesn't fit the cookie."),
                details);
    }

    private static Answer sessionInactive(Problem.SessionInactive p) {
        Answer answer = answer(401, "session_inactive", "Sign in first.", "There is no valid session.");
        if (p.credentialsMissing()) {
            answer.body().put("CredentialsMissing", false);
        }
        return answer;
    }

    private static Answer aal2(Problem.Aal2Required p) {
        Answer answer = answer(
                403,
                "session_aal2_required",
                "The second factor is missing.",
                "The session needs a second factor for this.");
        answer.body().put("redirect_browser_to", p.redirectTo());
        return withDetails(answer, Json.object().put("redirect_browser_to", p.redirectTo()));
    }

    private static Answer verifiedAddressRequired(Problem.VerifiedAddressRequired p) {
        // The contract answers 403 here while the body says 400.
        Answer answer = answer(
                400,
                "session_verified_address_required",
                "Verify your address first.",
                "This account can be used once its address is verified.");
        return new Answer(
                403,
                withDetails(answer, Json.object().set("continue_with", p.continueWith()))
                        .body(),
                null);
    }

    private static Answer answer(int status, @Nullable String id, String message, @Nullable String reason) {
        return answer(status, id, message, reason, null);
    }

    private static Answer answer(
            int status, @Nullable String id, String message, @Nullable String reason, @Nullable Duration retryAfter) {
        ObjectNode error = Json.object();
        if (id != null) {
            error.put("id", id);
        }
        error.put("code", status);
        error.put("status", WORDS.get(status));
        if (reason != null) {
            error.put("reason", reason);
        }
        error.put("message", message);
        ObjectNode body = Json.object();
        body.set("error", error);
        return new Answer(status, body, retryAfter);
    }

    private static Answer with(Answer answer, String field, JsonNode value) {
        answer.body().set(field, value);
        return answer;
    }

    private static Answer withDetails(Answer answer, @Nullable JsonNode details) {
        if (details != null) {
            ((ObjectNode) answer.error()).set("details", details);
        }
        return answer;
    }
}
