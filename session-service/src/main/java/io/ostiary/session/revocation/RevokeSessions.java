package io.ostiary.session.revocation;

import io.micrometer.core.instrument.MeterRegistry;
import io.ostiary.events.SessionRevoked;
import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.Event;
import io.ostiary.outbox.write.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Ends sessions, with an event for each that still let somebody pass. Repeating it is safe: what is
 * ended stays as it is.
 */
@ApplicationScoped
public class RevokeSessions {

    private final Outbox outbox;
    private final RememberedAnswers remembered;
    private final Clock clock;
    private final MeterRegistry registry;

    RevokeSessions(Outbox outbox, RememberedAnswers remembered, Clock clock, MeterRegistry registry) {
        this.outbox = outbox;
        this.remembered = remembered;
        this.clock = clock;
        this.registry = registry;
    }

    /** Makes the selected sessions inactive. @return what was found, active or not */
    public Uni<List<Ending>> disable(Selection selection, Reason reason, Cause cause) {
        return transaction(selection, false, reason, cause);
    }

    /** Deletes the selected sessions. @return what was found, active or not */
    public Uni<List<Ending>> delete(Selection selection, Reason reason, Cause cause) {
        return transaction(selection, true, reason, cause);
    }

    /**
     * Ends sessions as the last step of the caller's transaction. After its commit, the caller
     * tells {@link RememberedAnswers}.
     *
     * @param delete whether the rows go, or stay as inactive ones
     */
    public Uni<List<Ending>> within(
            Mutiny.Session session, Selection selection, boolean delete, Reason reason, Cause cause) {
        return PostgresRevocation.end(session, selection, delete, clock.instant())
                .call(endings -> outbox.append(session, cause, events(endings, reason)));
    }

    /** The sessions among {@code endings} that let somebody pass before. */
    public static List<UUID> live(List<Ending> endings) {
        return endings.stream().filter(Ending::live).map(Ending::id).toList();
    }

    private Uni<List<Ending>> transaction(Selection selection, boolean delete, Reason reason, Cause cause) {
        return Panache.withTransaction(
                        () -> Panache.getSession().chain(session -> within(session, selection, delete, reason, cause)))
                .invoke(endings -> committed(endings, reason));
    }

    private void committed(List<Ending> endings, Reason reason) {
        outbox.committed();
        remembered.forget(
                endings.stream().filter(Ending::active).map(Ending::id).toList());
        registry.counter("ostiary.sessions.revoked", "reason", reason.wire())
                .increment(live(endings).size());
    }

    private static List<Event> events(List<Ending> endings, Reason reason) {
        return endings.stream()
                .filter(Ending::live)
                .map(e -> Event.of(new SessionRevoked(e.id(), e.identityId(), reason.wire())))
                .toList();
    }
}
