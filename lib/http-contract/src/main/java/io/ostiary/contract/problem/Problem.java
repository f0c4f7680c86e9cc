package io.ostiary.contract.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a request ends without its purpose. {@code reason} is a sentence for the client's developer;
 * it never holds a secret. Records that the contract gives an error id of its own have a record
 * here; the others are told apart by status.
 */
public sealed interface Problem {

    /** 400: the request can't be understood. */
    record BadRequest(@Nullable String reason) implements Problem {}

    /** 401: no valid session or service token. */
    record Unauthorized(String reason) implements Problem {}

    /** 403: known, but not allowed. */
    record Forbidden(String reason) implements Problem {}

    /** 404: there is no such thing. */
    record NotFound(@Nullable String reason) implements Problem {}

    /** 405 in the contract's plain text form. */
    record MethodNotAllowed(String allow) implements Problem {}

    /** 409: another thing holds the place. */
    record Conflict(@Nullable String reason) implements Problem {}

    /** 413: the body is larger than the limit. */
    record TooLarge(String reason) implements Problem {}

    /** 415: the body has a type that the endpoint doesn't read. */
    record UnsupportedMediaType(String reason) implements Problem {}

    /** 429: too many requests or a full queue; worth another try after {@code retryAfter}. */
    record TooManyRequests(String reason, Duration retryAfter) implements Problem {}

    /**
     * 429: a guess or a letter too many; worth another try after {@code retryAfter}.
     *
     * @param id the suite's own error id, such as {@code too_many_attempts}
     */
    record Limited(String id, String reason, Duration retryAfter) implements Problem {}

    /** 503: a dependency is down; worth another try after {@code retryAfter}. */
    record Unavailable(String reason, Duration retryAfter) implements Problem {}

    /** 502: a system that the configuration names answered with nonsense or a refusal. */
    record BadGateway(@Nullable String id, String reason) implements Problem {}

    /** 504: a system that the configuration names did not answer in time. */
    record GatewayTimeout(String reason) implements Problem {}

    /**
     * 500: a web hook could not be called, or answered what can't be read; why is in the log. A submission is answered
     * with 400 around it, as the contract has it.
     */
    record HookFailed() implements Problem {}

    /** 500: the operator's configuration asks for something that can't be done. */
    record InvalidConfiguration(String reason) implements Problem {}

    /** 501: the contract has the endpoint, this suite doesn't. */
    record NotImplemented(String reason) implements Problem {}

    /** {@code self_service_flow_disabled}: the flow is switched off. */
    record FlowDisabled(String reason) implements Problem {}

    /**
     * {@code self_service_flow_expired} on submission: another flow replaces it.
     *
     * @param continueWith what a native client does next
     */
    record FlowExpired(
            UUID useFlowId,
            Instant expiredAt,
            Duration since,
            @Nullable JsonNode continueWith) implements Problem {}

    /**
     * {@code self_service_flow_expired} on reading.
     *
     * @param withId whether the contract gives the id there (settings has none)
     * @param details where to begin anew
     */
    record FlowGone(boolean withId, JsonNode details) implements Problem {}

    /** {@code self_service_flow_replaced}: go on with the other flow. */
    record FlowReplaced(UUID useFlowId) implements Problem {}

    /** {@code self_service_flow_return_to_forbidden}: the address isn't allowed. */
    record ReturnToForbidden(String reason) implements Problem {}

    /**
     * {@code security_csrf_violation}.
     *
     * @param rejectReason why, where the contract says it
     */
    record CsrfViolation(@Nullable String rejectReason) implements Problem {}

    /**
     * {@code browser_location_change_required}: a single page app has to go to another page (422).
     */
    record LocationChangeRequired(String redirectTo) implements Problem {}

    /** {@code session_already_available}: there is a session already. */
    record SessionAlreadyAvailable() implements Problem {}

    /**
     * {@code session_inactive}: this needs a session. {@code credentialsMissing} is shown in one
     * answer of the contract.
     */
    record SessionInactive(boolean credentialsMissing) implements Problem {}

    /** {@code session_aal1_required}: a second factor without a first. */
    record Aal1Required() implements Problem {}

    /** {@code session_aal2_required}: the session lacks the second factor. */
    record Aal2Required(String redirectTo) implements Problem {}

    /** {@code session_refresh_required}: the session isn't privileged any more. */
    record RefreshRequired(String redirectTo) implements Problem {}

    /** {@code security_identity_mismatch}: the flow belongs to somebody else. */
    record IdentityMismatch() implements Problem {}

    /** {@code session_verified_address_required}: the address has to be verified first. */
    record VerifiedAddressRequired(JsonNode continueWith) implements Problem {}

    /**
     * {@code identity_disabled} or, where the contract has none, the same without id.
     *
     * @param withId whether the id is shown
     * @param details further facts
     */
    record IdentityDisabled(boolean withId, @Nullable JsonNode details) implements Problem {}

    /**
     * 500: a provider of sign-in refused what it gave out itself, such as a code. The contract tells it as a failure of the
     * server.
     */
    record ProviderRefused(String reason) implements Problem {}

    /** A problem with a word for developers, where the contract has {@code debug}. */
    record Debugged(Problem of, String debug) implements Problem {}

    /** A problem with details of its own, as some answers of the contract have. */
    record WithDetails(Problem of, JsonNode details) implements Problem {}
}
