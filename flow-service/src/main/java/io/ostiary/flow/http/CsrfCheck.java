package io.ostiary.flow.http;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import java.util.List;

/**
 * Keeps other sites from submitting or reading a person's flow. A browser's flow is bound to the
 * anti-forgery cookie; a native flow refuses everything that looks like a browser.
 */
public final class CsrfCheck {

    private static final List<String> COOKIES_OF_PROXIES = List.of("__cf", "_cf", "cf_");

    private CsrfCheck() {}

    /**
     * Checks a submission.
     *
     * @throws ProblemException when it may be forged
     */
    public static void submission(ClientRequest request, Flow flow, String token) {
        if (flow.isNative()) {
            refuseBrowsers(request);
        } else if (!request.inbound().csrfMatches(token)) {
            throw violation(request, token);
        }
    }

    /**
     * Checks who reads a flow.
     *
     * @throws ProblemException when it isn't the browser that began it
     */
    public static void reader(ClientRequest request, Flow flow) {
        if (!flow.isNative() && !request.inbound().csrfMatches(flow.csrfToken())) {
            throw violation(request, "");
        }
    }

    /**
     * Checks that a flow is shown and changed by the browser alone that began it, before anything else is done with what
     * was sent. Settings belong to a session rather than to a browser, and some flows to nobody: those of native apps,
     * those that an operator opened to all, and those that no browser has begun.
     *
     * @param bringsSecret whether the submission brings a secret out of a mail, which may be opened in any browser
     * @throws ProblemException when it is another browser
     */
    public static void owner(ClientRequest request, Flow flow, boolean bringsSecret) {
        boolean bound = !flow.isNative()
                && !flow.isOpenToAll()
                && flow.kind() != FlowKind.SETTINGS
                && flow.csrfToken() != null
                && !flow.csrfToken().isEmpty();
        if (bound && !bringsSecret && !request.inbound().csrfMatches(flow.csrfToken())) {
            throw violation(request, "");
        }
    }

    private static void refuseBrowsers(ClientRequest request) {
        if (request.header("Origin") != null) {
            throw new ProblemException(new Problem.BadRequest(
                    "The request has an Origin header, so a browser sent it; this flow was begun by a native app."));
        }
        boolean cookies = request.cookieNames().stream()
                .anyMatch(name -> COOKIES_OF_PROXIES.stream().noneMatch(name::startsWith));
        if (cookies) {
            throw new ProblemException(new Problem.BadRequest(
                    "The request has cookies, so a browser sent it; this flow was begun by a native app."));
        }
    }

    /** The problem, with the reason as far as it can be told. */
    public static ProblemException violation(ClientRequest request, String token) {
        String reason = request.inbound().csrfRejectReason();
        boolean json = request.header("Content-Type") != null
                && request.header("Content-Type").startsWith("application/json");
        boolean sent = !token.isEmpty() || request.header("X-CSRF-Token") != null;
        boolean notSentAtAll = request.inbound().sentCsrfCookie() && !json && !sent;
        return new ProblemException(new Problem.CsrfViolation(notSentAtAll ? null : reason));
    }
}
