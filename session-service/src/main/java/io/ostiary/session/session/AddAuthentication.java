package io.ostiary.session.session;

import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.internal.session.Sessions;
import io.ostiary.session.assurance.SessionAssurance;
import io.ostiary.session.revocation.RememberedAnswers;
import io.ostiary.session.token.SessionToken;
import io.ostiary.session.token.TokenHash;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Adds an authentication to a session that goes on as it is. Unlike {@link IssueSession} it moves
 * neither the session's end nor the time of its authentication: who enrols a factor has proven it,
 * but has not signed in again.
 */
@ApplicationScoped
class AddAuthentication {

    private final CheckSession check;
    private final RememberedAnswers remembered;
    private final Clock clock;

    AddAuthentication(CheckSession check, RememberedAnswers remembered, Clock clock) {
        this.check = check;
        this.remembered = remembered;
        this.clock = clock;
    }

    /** The session as it is then; without one when the token opens no valid session. */
    Uni<Sessions.Checked> add(Sessions.Add add) {
        Optional<TokenHash> token = SessionToken.hash(add.token().reveal());
        if (token.isEmpty()) {
            return Uni.createFrom().item(CheckSession.NOBODY);
        }
        return check.live(token.get())
                .chain(row -> row == null ? Uni.createFrom().voidItem() : write(token.get(), row.id(), add))
                .chain(() -> check.check(add.token()));
    }

    private Uni<Void> write(TokenHash token, UUID id, Sessions.Add add) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> write(session, token, add)))
                .invoke(() -> remembered.forget(List.of(id)));
    }

    private Uni<Void> write(Mutiny.Session session, TokenHash token, Sessions.Add add) {
        return PostgresIssue.lock(session, token, add.attemptId(), clock.instant())
                .chain(locked ->
                        locked == null || locked.repeated() || !locked.row().isLive(clock.instant())
                                ? Uni.createFrom().voidItem()
                                : append(session, locked.row(), add));
    }

    private Uni<Void> append(Mutiny.Session session, SessionRow row, Sessions.Add add) {
        Instant now = clock.instant();
        List<AuthenticationMethodBody> proven = add.authentications().stream()
                .map(each -> each.completedAt() == null ? each.at(now) : each)
                .toList();
        List<AuthenticationMethodBody> all = Stream.concat(row.authenticationMethods().stream(), proven.stream())
                .toList();
        return PostgresIssue.add(session, row.proving(SessionAssurance.of(all), all), proven, add.attemptId())
                .replaceWithVoid();
    }
}
