package io.ostiary.session.event;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.internal.event.EventCalls;
import io.ostiary.internal.event.EventPlace;
import io.ostiary.internal.event.PastEvent;
import io.ostiary.outbox.history.EventHistory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Answers identity-service. Guarded by the service token like all of /internal. */
@ApplicationScoped
class EventCallsResource implements EventCalls {

    private static final int MOST = 1_001;

    private final EventHistory history;

    EventCallsResource(EventHistory history) {
        this.history = history;
    }

    @Override
    public Uni<List<PastEvent>> about(UUID identity, String before, int limit) {
        EventPlace place = EventPlace.read(before == null ? "" : before).orElse(null);
        if (identity == null || place == null || limit < 1 || limit > MOST) {
            throw new ProblemException(new Problem.BadRequest("An identity, a place and a limit are needed."));
        }
        return history.newest(identity.toString(), place, limit);
    }
}
