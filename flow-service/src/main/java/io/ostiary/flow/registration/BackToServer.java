package io.ostiary.flow.registration;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.oauth2.LoginChallenges;
import io.ostiary.flow.oauth2.SignedIn;
import io.ostiary.internal.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells an OAuth2 server that asked for a sign-up who signed up. */
@Singleton
class BackToServer {

    private static final Logger LOG = Logger.getLogger(BackToServer.class);

    private final LoginChallenges challenges;

    BackToServer(LoginChallenges challenges) {
        this.challenges = challenges;
    }

    /**
     * Where the browser goes on; empty where no server asked. The sign-up can't be taken back: while the server is away,
     * that is the beginning of a login for it.
     *
     * @param issued the session; null where a sign-up gives none
     */
    Uni<Optional<String>> accept(Flow flow, UUID identity, Sessions.@Nullable Issued issued) {
        Optional<String> challenge = LoginChallenges.of(flow);
        if (flow.isNative() || challenge.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return challenges
                .accept(flow, who(flow, identity, issued))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("a sign-up goes on with a login, its OAuth2 server was not told: %s", failure);
                    return challenges.login(challenge.get());
                })
                .map(Optional::of);
    }

    private static SignedIn who(Flow flow, UUID identity, Sessions.@Nullable Issued issued) {
        if (issued != null && issued.session() != null) {
            return SignedIn.of(issued.session());
        }
        return new SignedIn(identity, null, flow.active() == null ? List.of() : List.of(flow.active()));
    }
}
