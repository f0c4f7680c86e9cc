package io.ostiary.identity.event;

import io.ostiary.call.Calls;
import io.ostiary.internal.event.EventCalls;
import io.ostiary.internal.event.EventPlace;
import io.ostiary.internal.event.PastEvent;
import io.ostiary.outbox.history.EventHistory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The events about an identity that this service and session-service have decided, as one list. */
@ApplicationScoped
class ListEvents {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final EventHistory own;
    private final EventCalls sessions;

    ListEvents(EventHistory own, @RestClient EventCalls sessions) {
        this.own = own;
        this.sessions = sessions;
    }

    /**
     * The newest first. Fails as a whole while session-service is away: a list with holes would be taken for all there is.
     *
     * @param before what they come before; they are older
     * @param limit how many at most
     */
    Uni<List<PastEvent>> about(UUID identity, EventPlace before, int limit) {
        return Uni.combine()
                .all()
                .unis(
                        own.newest(identity.toString(), before, limit),
                        Calls.within(sessions.about(identity, before.token(), limit), DEADLINE))
                .with((ours, theirs) -> merged(ours, theirs, limit));
    }

    private static List<PastEvent> merged(List<PastEvent> ours, List<PastEvent> theirs, int limit) {
        return Stream.concat(ours.stream(), theirs.stream())
                .sorted(Comparator.comparing(PastEvent::place).reversed())
                .limit(limit)
                .toList();
    }
}
