package io.ostiary.flow.login;

import io.ostiary.contract.session.SessionBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.oauth2.LoginChallenges;
import io.ostiary.flow.oauth2.SignedIn;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.RequiredLevel;
import io.ostiary.flow.submission.SignIn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Tells an OAuth2 server that asked for a login who signed in, before the flow ends: while the server is away, the same
 * submission works again.
 */
@Singleton
class BackToServer {

    private final LoginChallenges challenges;
    private final RequiredLevel level;
    private final SignIn signIn;
    private final CurrentSession current;

    BackToServer(LoginChallenges challenges, RequiredLevel level, SignIn signIn, CurrentSession current) {
        this.challenges = challenges;
        this.level = level;
        this.signIn = signIn;
        this.current = current;
    }

    /** Where the browser goes on; empty where no server asked, or a second factor has to come first. */
    Uni<Optional<String>> accept(SignIn.Signed.In in) {
        Flow flow = in.open().flow();
        if (flow.isNative() || LoginChallenges.of(flow).isEmpty() || !level.isMet(in.issued())) {
            return Uni.createFrom().item(Optional.empty());
        }
        SessionBody session = in.issued().requireSession();
        return challenges
                .accept(flow, SignedIn.of(session))
                .map(Optional::of)
                .onFailure()
                .call(() -> signIn.takeBack(in.open()))
                .onFailure()
                .invoke(() -> keepSession(in));
    }

    /** A session that was confirmed has a new token, and the old one ends. */
    private void keepSession(SignIn.Signed.In in) {
        if (in.open().session() != null) {
            current.giveTo(in.open().request(), in.issued());
        }
    }
}
