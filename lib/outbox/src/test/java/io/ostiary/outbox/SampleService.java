package io.ostiary.outbox;

import io.ostiary.outbox.write.Cause;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Outbox;
import io.ostiary.outbox.write.PendingEffect;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** Decides something together with its consequences, as a service does. */
@ApplicationScoped
public class SampleService {

    private final Outbox outbox;

    SampleService(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Commits and tells the relay. */
    List<PendingEffect> decide(Consequence... consequences) {
        return await(() ->
                Panache.withTransaction(() -> write(List.of(consequences))).invoke(outbox::committed));
    }

    /** Does the same but rolls back at the end. */
    void decideInVain(Consequence... consequences) {
        try {
            await(() ->
                    Panache.withTransaction(() -> write(List.of(consequences)).invoke(this::fail)));
        } catch (IllegalStateException e) {
            // What was to happen.
        }
    }

    private void fail() {
        throw new IllegalStateException("rolled back");
    }

    private Uni<List<PendingEffect>> write(List<Consequence> consequences) {
        return Panache.getSession()
                .chain(session -> session.persist(new Note("decided"))
                        .chain(() -> outbox.append(session, Cause.of("attempt"), consequences)));
    }

    static <T> T await(Supplier<Uni<T>> uni) {
        try {
            return VertxContextSupport.subscribeAndAwait(uni);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
