package io.ostiary.flow.v05;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.limit.FetchLimits;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** {@code flows?id=}: who knows the id of a flow may read it; at the public port not without end, unless it is their own. */
@Singleton
class OlderFlows {

    private final FlowReading reading;
    private final FetchLimits limits;

    OlderFlows(FlowReading reading, FetchLimits limits) {
        this.reading = reading;
        this.limits = limits;
    }

    /** Reads the flow that the request names. */
    Uni<Answer> read(ClientRequest request, FlowKind kind) {
        return reading.find(kind, request.query("id"))
                .onFailure()
                .invoke(e -> countStranger(request))
                .invoke(flow -> countUnlessOwn(request, flow))
                .invoke(reading::refuseExpired)
                .map(Answers::flow);
    }

    private void countUnlessOwn(ClientRequest request, Flow flow) {
        String token = flow.csrfToken();
        if (token == null || token.isEmpty() || !request.inbound().csrfMatches(token)) {
            countStranger(request);
        }
    }

    private void countStranger(ClientRequest request) {
        if (!request.inbound().listener().isAdmin()) {
            limits.count(request);
        }
    }
}
