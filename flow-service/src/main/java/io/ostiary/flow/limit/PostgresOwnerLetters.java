package io.ostiary.flow.limit;

import io.ostiary.outbox.write.Effect;
import io.ostiary.outbox.write.Outbox;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;

/** Writes the effect by which a letter to an owner is sent, so that a crash doesn't lose it. */
@Singleton
class PostgresOwnerLetters {

    private final Pool pool;
    private final Outbox outbox;

    PostgresOwnerLetters(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /** Writes it. @return what has to be delivered */
    Uni<List<PendingEffect>> write(Effect letter) {
        return outbox.write(pool, List.of(letter));
    }
}
