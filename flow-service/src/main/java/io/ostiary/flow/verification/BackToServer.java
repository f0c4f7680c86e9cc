package io.ostiary.flow.verification;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.oauth2.LoginChallenges;
import io.ostiary.flow.oauth2.SignedIn;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.submission.Open;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers a verification that has passed. One that followed a sign-up which an OAuth2 server asked for ends at that
 * server, if it is done in the browser of the sign-up; elsewhere, and while the server is away, its way on is a login for
 * the server.
 */
@Singleton
class BackToServer {

    private static final Logger LOG = Logger.getLogger(BackToServer.class);

    private final LoginChallenges challenges;
    private final CurrentSession current;
    private final VerificationFlows verifications;

    BackToServer(LoginChallenges challenges, CurrentSession current, VerificationFlows verifications) {
        this.challenges = challenges;
        this.current = current;
        this.verifications = verifications;
    }

    /** The answer. */
    Uni<Answer> passed(Open open, Method by) {
        Flow flow = open.flow();
        return flow.isNative() || LoginChallenges.of(flow).isEmpty()
                ? Uni.createFrom().item(verifications.passed(open.request(), flow))
                : current.find(open.request()).chain(session -> passed(open, by, session));
    }

    private Uni<Answer> passed(Open open, Method by, @Nullable OpenSession session) {
        if (session == null || !session.identityId().equals(open.flow().identityId())) {
            return Uni.createFrom().item(verifications.passed(open.request(), open.flow()));
        }
        return challenges
                .accept(open.flow(), SignedIn.of(session.session()))
                .map(address -> onward(open, by, address))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("a verified person goes on with a login, the OAuth2 server was not told: %s", failure);
                    return verifications.passed(open.request(), open.flow());
                });
    }

    /** A page's script shows the end of the verification, whose way on leads to the server (contract). */
    private Answer onward(Open open, Method by, String address) {
        if (open.request().isPage()) {
            return Answers.seeOther(address);
        }
        open.flow().ui().nodes().upsert(PassedForm.wayOn(address, by.group()));
        return verifications.passed(open.request(), open.flow());
    }
}
