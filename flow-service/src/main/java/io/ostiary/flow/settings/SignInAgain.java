package io.ostiary.flow.settings;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.continuity.Detours;
import io.ostiary.flow.continuity.Waiting;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.submission.Open;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Has a submission wait while its owner signs in again, and goes on with it after that. */
@Singleton
class SignInAgain {

    private static final String NAME = "settings";

    private final SettingsAccess access;
    private final Detours detours;
    private final ReturnAddresses addresses;

    SignInAgain(SettingsAccess access, Detours detours, ReturnAddresses addresses) {
        this.access = access;
        this.detours = detours;
        this.addresses = addresses;
    }

    /** Whether the session is fresh enough to change what opens the account. */
    boolean isFresh(Open open) {
        return access.isPrivileged(open.ownersSession());
    }

    /**
     * Before anything was decided: keeps the submission for a browser, and fails with {@link Problem.RefreshRequired}.
     * Native apps have no cookie to find it again by, and send it again themselves.
     */
    Uni<Answer> after(Open open, MethodName method) {
        return open.flow().isNative() ? refused(open, method) : afterDecision(open, method);
    }

    /**
     * Where only the change itself showed that it takes a fresher session: keeps the submission, whoever sent it
     * (contract), and fails with {@link Problem.RefreshRequired}.
     */
    Uni<Answer> afterDecision(Open open, MethodName method) {
        return detours.keep(
                        open.request(),
                        waiting(open.ownersSession(), open.flow()),
                        open.fields().kept())
                .chain(() -> refused(open, method));
    }

    private Uni<Answer> refused(Open open, MethodName method) {
        return Uni.createFrom()
                .failure(new ProblemException(new Problem.RefreshRequired(confirm(open.flow(), method))));
    }

    /** The submission that waits for a browser, once. */
    Uni<Optional<Submission>> take(ClientRequest request, OpenSession session, Flow flow) {
        return flow.isNative() || request.isJson()
                ? Uni.createFrom().item(Optional.empty())
                : detours.take(request, waiting(session, flow)).map(kept -> kept.map(Submission::of));
    }

    private static Waiting waiting(OpenSession session, Flow flow) {
        return new Waiting(NAME, session.identityId(), flow.id());
    }

    private String confirm(Flow flow, MethodName method) {
        String login = ReturnAddresses.with(
                addresses.ofPublic(flow.generation(), "/self-service/login/browser"), "refresh", "true");
        String back = addresses.submission(flow, method);
        return ReturnAddresses.with(login, "return_to", back);
    }
}
