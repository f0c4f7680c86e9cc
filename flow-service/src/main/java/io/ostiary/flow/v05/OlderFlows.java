package io.ostiary.flow.v05;

import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.limit.FetchLimits;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

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
                // What is thrown beside a failure would be lost behind it, so the refusal takes its place.
                .onFailure()
                .transform(e -> refusal(request).map(Throwable.class::cast).orElse(e))
                .invoke(flow -> refuseStrangers(request, flow))
                .invoke(reading::refuseExpired)
                .map(Answers::flow);
    }

    private void refuseStrangers(ClientRequest request, Flow flow) {
        String token = flow.csrfToken();
        boolean own = token != null && !token.isEmpty() && request.inbound().csrfMatches(token);
        if (!own) {
            refusal(request).ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    private Optional<ProblemException> refusal(ClientRequest request) {
        return request.inbound().listener().isAdmin() ? Optional.empty() : limits.count(request);
    }
}
