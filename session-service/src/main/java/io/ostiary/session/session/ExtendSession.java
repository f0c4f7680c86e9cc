package io.ostiary.session.session;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.events.SessionExtended;
import io.ostiary.outbox.write.Event;
import io.ostiary.outbox.write.Outbox;
import io.ostiary.session.revocation.RememberedAnswers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Gives a session a full lifespan from now on. A session that has ended, or may not be
 * extended yet, stays as it is, which is no failure: nobody who was signed out gets in again by it.
 */
@ApplicationScoped
class ExtendSession {

    private static final String TELL = "INSERT INTO invalidation (session_id) VALUES (CAST(CAST(?1 AS text) AS uuid))";

    private final SessionSettings settings;
    private final Outbox outbox;
    private final RememberedAnswers remembered;
    private final Clock clock;

    ExtendSession(SessionSettings settings, Outbox outbox, RememberedAnswers remembered, Clock clock) {
        this.settings = settings;
        this.outbox = outbox;
        this.remembered = remembered;
        this.clock = clock;
    }

    /** Extends the session; fails with {@link Problem.NotFound} when there is none of that id. */
    Uni<Void> extend(UUID id) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> extend(session, id)))
                .invoke(outbox::committed)
                .invoke(() -> remembered.forget(List.of(id)));
    }

    private Uni<Void> extend(Mutiny.Session session, UUID id) {
        return session.find(StoredSession.class, id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)))
                .chain(stored -> move(session, id, stored));
    }

    private Uni<Void> move(Mutiny.Session session, UUID id, StoredSession stored) {
        Instant now = clock.instant();
        if (!stored.isLive(now) || !settings.mayExtend(stored.expiresAt(), now)) {
            return Uni.createFrom().voidItem();
        }
        stored.extendTo(settings.endOfSessionFrom(now));
        Event event = Event.of(new SessionExtended(id, stored.identityId(), stored.expiresAt()));
        return session.createNativeQuery(TELL)
                .setParameter(1, id.toString())
                .executeUpdate()
                .chain(() -> outbox.append(session, List.of(event)))
                .replaceWithVoid();
    }
}
