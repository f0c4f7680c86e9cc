package io.ostiary.flow.flow;

import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.PendingEffect;
import io.ostiary.outbox.write.TransactionWork;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where flows are kept. Two requests may work on one flow; each write is conditional on the version
 * that its request read, so that neither undoes what the other stored.
 */
public interface FlowRepository {

    /** Stores a new flow. */
    Uni<Flow> add(Flow flow);

    /** The work that stores a new flow in a transaction of the caller's. */
    TransactionWork adding(Flow flow);

    /**
     * The flow.
     *
     * @return null when there is none of that kind; fails with {@link UnreadableFlow} when a newer
     *     version wrote it
     */
    Uni<@Nullable Flow> find(FlowKind kind, UUID id);

    /**
     * Stores a form that is shown again.
     *
     * @return the flow that is stored now: this one, or what another request stored since it was
     *     read
     */
    Uni<Flow> save(Flow flow);

    /**
     * Stores what an attempt decided, with its consequences, in one transaction. A decision that
     * ends the flow, {@link FlowState#PASSED_CHALLENGE}, gives way to another that ended it, and to
     * nothing else: what a form showed in between is of no use any more.
     *
     * @return the effects to deliver; fails with {@link FlowChanged} when another request stored the
     *     flow since it was read
     */
    Uni<List<PendingEffect>> decide(Flow flow, List<Consequence> consequences);

    /**
     * As {@link #decide(Flow, List)}, with further writes of the caller's before it in the same
     * transaction.
     *
     * @param work may refuse by a failure: then nothing is written
     * @param consequences asked for after the work is done
     */
    Uni<List<PendingEffect>> decide(Flow flow, TransactionWork work, Supplier<List<Consequence>> consequences);

    /**
     * Has a flow replace, in a transaction, whatever other requests have stored of it: they wait until the transaction ends.
     * To be run before the flow is written.
     */
    TransactionWork replacing(Flow flow);

    /** As {@link #decide(Flow, TransactionWork, Supplier)}, with consequences that are known before. */
    default Uni<List<PendingEffect>> decide(Flow flow, TransactionWork work, List<Consequence> consequences) {
        return decide(flow, work, () -> consequences);
    }
}
