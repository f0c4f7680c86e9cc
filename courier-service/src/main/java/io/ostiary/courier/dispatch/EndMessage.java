package io.ostiary.courier.dispatch;

import io.ostiary.config.Configuration;
import io.ostiary.events.EventData;
import io.ostiary.events.MessageAbandoned;
import io.ostiary.events.MessageSent;
import io.ostiary.outbox.write.Event;
import io.ostiary.outbox.write.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Writes that a message is done: its state, the last attempt, its data blanked, and the event, in
 * one transaction.
 */
@ApplicationScoped
class EndMessage {

    private static final String END = """
            WITH done AS (
                UPDATE message SET status = ?3, lease_owner = NULL, due_at = NULL, updated_at = now(),
                    data = CASE WHEN ?4 THEN data END
                WHERE id = ?1 AND lease_owner = ?2 RETURNING id
            )
            INSERT INTO dispatch (id, message_id, status, error, created_at)
            SELECT gen_random_uuid(), id, ?5, nullif(?6, ''), now() FROM done
            """;

    private final Mutiny.SessionFactory sessions;
    private final Outbox outbox;
    private final boolean development;

    EndMessage(Mutiny.SessionFactory sessions, Outbox outbox, Configuration configuration) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.development = configuration.isDevelopment();
    }

    /**
     * The provider has accepted it. In development the data stays, so that the admin can read it.
     */
    Uni<Boolean> recordSent(ClaimedMessage message) {
        return end(
                message,
                "sent",
                "success",
                null,
                new MessageSent(message.id(), message.channel(), message.templateType()));
    }

    /** It is given up. */
    Uni<Boolean> recordAbandoned(ClaimedMessage message, Outcome.Abandoned outcome) {
        return end(
                message,
                "abandoned",
                "failed",
                outcome.error() == null ? "given up: " + outcome.reason().wire() : outcome.error(),
                new MessageAbandoned(
                        message.id(),
                        message.channel(),
                        message.templateType(),
                        outcome.reason().wire()));
    }

    /**
     * Completes with false, and changes nothing, when the lease was lost. Must be called on an
     * event loop.
     */
    private Uni<Boolean> end(
            ClaimedMessage message, String status, String attempt, @Nullable String error, EventData event) {
        return sessions.openSession()
                .chain(session -> session.withTransaction(transaction -> write(session, message, status, attempt, error)
                                .call(held -> append(session, held, event)))
                        .eventually(session::close))
                .invoke(held -> outbox.committed());
    }

    private Uni<Boolean> write(
            Mutiny.Session session, ClaimedMessage message, String status, String attempt, @Nullable String error) {
        return session.createNativeQuery(END)
                .setParameter(1, message.id())
                .setParameter(2, message.lease())
                .setParameter(3, status)
                .setParameter(4, development)
                .setParameter(5, attempt)
                .setParameter(6, error == null ? "" : error)
                .executeUpdate()
                .map(rows -> rows > 0);
    }

    private Uni<?> append(Mutiny.Session session, boolean held, EventData event) {
        return held
                ? outbox.append(session, List.of(Event.of(event)))
                : Uni.createFrom().voidItem();
    }
}
