package io.ostiary.session.session;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.internal.session.SessionCalls;
import io.ostiary.internal.session.Sessions;
import io.ostiary.outbox.write.Cause;
import io.ostiary.session.revocation.Reason;
import io.ostiary.session.revocation.RevokeSessions;
import io.ostiary.session.revocation.Selection;
import io.ostiary.session.token.SessionToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Answers the other services. Guarded by the service token like all of /internal. */
@ApplicationScoped
class SessionCallsResource implements SessionCalls {

    private final IssueSession issue;
    private final AddAuthentication add;
    private final CheckSession check;
    private final RevokeSessions revoke;

    SessionCallsResource(IssueSession issue, AddAuthentication add, CheckSession check, RevokeSessions revoke) {
        this.issue = issue;
        this.add = add;
        this.check = check;
        this.revoke = revoke;
    }

    @Override
    public Uni<Sessions.Issued> issue(Sessions.Issue request) {
        if (request == null
                || request.attemptId() == null
                || request.identity() == null
                || request.identity().body() == null
                || request.authentications() == null
                || request.authentications().isEmpty()) {
            throw new ProblemException(
                    new Problem.BadRequest("An attempt, an identity and an authentication are needed."));
        }
        return issue.issue(request);
    }

    @Override
    public Uni<Sessions.Checked> add(Sessions.Add request) {
        if (request == null
                || request.attemptId() == null
                || request.token() == null
                || request.authentications() == null
                || request.authentications().isEmpty()) {
            throw new ProblemException(new Problem.BadRequest("An attempt, a token and an authentication are needed."));
        }
        return add.add(request);
    }

    @Override
    public Uni<Sessions.Checked> check(Sessions.Check request) {
        return check.check(request.token());
    }

    @Override
    public Uni<Sessions.Revoked> revoke(Sessions.Revoke request) {
        boolean byToken = request.token() != null;
        Cause cause = request.attemptId() == null
                ? Cause.UNKNOWN
                : Cause.of(request.attemptId().toString());
        return selection(request)
                .map(s -> revoke.disable(s, byToken ? Reason.LOGOUT : Reason.REVOKED, cause))
                .orElseGet(() -> Uni.createFrom().item(List.of()))
                .map(found -> new Sessions.Revoked(!byToken || !found.isEmpty(), RevokeSessions.live(found)));
    }

    private static Optional<Selection> selection(Sessions.Revoke request) {
        if (request.token() != null) {
            return SessionToken.hash(request.token().reveal()).map(Selection.OfToken::new);
        }
        if (request.identityId() == null) {
            throw new ProblemException(new Problem.BadRequest("A token or an identity is needed."));
        }
        return Optional.of(new Selection.OfIdentity(request.identityId(), request.exceptSessionId()));
    }
}
