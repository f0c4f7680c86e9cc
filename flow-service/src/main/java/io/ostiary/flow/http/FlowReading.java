package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.UnreadableFlow;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a flow for its client: {@code GET /self-service/<flow>/flows?id=}. */
@Singleton
public class FlowReading {

    private final FlowRepository flows;
    private final ReturnAddresses addresses;
    private final Clock clock;

    FlowReading(FlowRepository flows, ReturnAddresses addresses, Clock clock) {
        this.flows = flows;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * The flow, for the browser that began it or a native app.
     *
     * @return fails with the contract's problem when there is none, it isn't theirs, or it expired
     */
    public Uni<Flow> read(ClientRequest request, FlowKind kind) {
        return find(kind, request.query("id"))
                .invoke(flow -> CsrfCheck.reader(request, flow))
                .invoke(this::refuseExpired);
    }

    /**
     * The flow of that id, or {@link Problem.NotFound}; {@link Problem.FlowGone} when only a newer
     * version can read it.
     */
    public Uni<Flow> find(FlowKind kind, @Nullable String idText) {
        UUID id = Uuids.parse(idText);
        Uni<Flow> found = id == null ? Uni.createFrom().nullItem() : flows.find(kind, id);
        return found.onFailure(UnreadableFlow.class)
                .transform(e -> new ProblemException(gone(kind)))
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)));
    }

    /** The flow that a submission names; {@link Problem.BadRequest} when it names none. */
    public Uni<Flow> submitted(FlowKind kind, @Nullable String idText) {
        return Uuids.parse(idText) == null ? Uni.createFrom().failure(FormErrors.noFlow()) : find(kind, idText);
    }

    /**
     * Refuses a flow that ended by time.
     *
     * @throws ProblemException with {@link Problem.FlowGone}
     */
    public void refuseExpired(Flow flow) {
        if (flow.isExpiredAt(clock.instant())) {
            throw new ProblemException(gone(flow));
        }
    }

    /** Nothing is known of an unreadable flow but its kind: browsers and apps are both told where to begin. */
    private Problem gone(FlowKind kind) {
        ObjectNode details = Json.object();
        details.put("api", addresses.ofPublic(kind.path() + "/api"));
        details.put("redirect_to", addresses.ofPublic(kind.path() + "/browser"));
        return new Problem.FlowGone(true, details);
    }

    private Problem gone(Flow flow) {
        ObjectNode details = Json.object();
        if (flow.isNative()) {
            details.put("api", addresses.ofPublic(flow.generation(), flow.kind().path() + "/api"));
        } else {
            String begin = addresses.ofPublic(flow.generation(), flow.kind().path() + "/browser");
            details.put(
                    "redirect_to",
                    flow.returnTo() == null ? begin : ReturnAddresses.with(begin, "return_to", flow.returnTo()));
            details.put("return_to", flow.returnTo() == null ? "" : flow.returnTo());
        }
        return new Problem.FlowGone(true, details);
    }
}
