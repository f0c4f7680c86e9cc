package io.ostiary.session.session;

import io.ostiary.config.Secret;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.assurance.AvailableAssurance;
import io.ostiary.session.token.SessionToken;
import io.ostiary.session.token.TokenHash;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The strict check: always asks the database, so that what was revoked a moment ago is refused. */
@ApplicationScoped
class CheckSession {

    static final Sessions.Checked NOBODY = new Sessions.Checked(null, 0, null);

    private final AvailableAssurance available;
    private final PostgresSessions sessions;
    private final Clock clock;

    CheckSession(AvailableAssurance available, PostgresSessions sessions, Clock clock) {
        this.available = available;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * The session of the token with what is known of its identity; without a session when it isn't
     * valid.
     */
    Uni<Sessions.Checked> check(@Nullable Secret token) {
        return token(token)
                .map(hash -> live(hash).map(row -> row == null ? NOBODY : checked(row)))
                .orElseGet(() -> Uni.createFrom().item(NOBODY));
    }

    /** The session of the token if it lets the person pass now, else null. */
    Uni<@Nullable SessionRow> live(TokenHash hash) {
        return sessions.byToken(hash).map(row -> row != null && row.isLive(clock.instant()) ? row : null);
    }

    private static Optional<TokenHash> token(@Nullable Secret token) {
        return token == null ? Optional.empty() : SessionToken.hash(token.reveal());
    }

    Sessions.Checked checked(SessionRow row) {
        return new Sessions.Checked(
                row.body(clock.instant()), row.seen().version(), row.seen().available(available));
    }
}
