package io.ostiary.flow.limit;

import io.ostiary.outbox.write.Effect;
import io.ostiary.outbox.write.Outbox;
import io.ostiary.outbox.write.PendingEffect;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Writes the effect by which a letter to an owner is sent, so that a crash doesn't lose it. */
@Singleton
class PostgresOwnerLetters {

    private final Outbox outbox;

    PostgresOwnerLetters(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Writes it. @return what has to be delivered */
    Uni<List<PendingEffect>> write(Effect letter) {
        return Panache.withTransaction(
                        () -> Panache.getSession().chain(session -> outbox.append(session, List.of(letter))))
                .invoke(outbox::committed);
    }
}
