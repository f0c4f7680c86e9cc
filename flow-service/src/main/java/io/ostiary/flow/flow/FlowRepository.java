package io.ostiary.flow.flow;

import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.PendingEffect;
import io.ostiary.outbox.write.TransactionWork;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Where flows are kept. */
public interface FlowRepository {

    /** Stores a new flow. */
    Uni<Flow> add(Flow flow);

    /**
     * The flow.
     *
     * @return null when there is none of that kind
     */
    Uni<Flow> find(FlowKind kind, UUID id);

    /** Stores what a request changed. */
    Uni<Flow> save(Flow flow);

    /**
     * Stores what an attempt decided, with its consequences, in one transaction.
     *
     * @param attempt null: no attempt is recorded
     * @return the effects to deliver
     */
    Uni<List<PendingEffect>> decide(Flow flow, Attempt attempt, List<Consequence> consequences);

    /**
     * As {@link #decide}, with further writes of the caller's before it in the same transaction.
     *
     * @param work may refuse by a failure: then nothing is written
     * @param consequences asked for after the work is done
     */
    Uni<List<PendingEffect>> decide(
            Flow flow, Attempt attempt, TransactionWork work, Supplier<List<Consequence>> consequences);

    /** As above, with consequences that are known before. */
    default Uni<List<PendingEffect>> decide(
            Flow flow, Attempt attempt, TransactionWork work, List<Consequence> consequences) {
        return decide(flow, attempt, work, () -> consequences);
    }
}
