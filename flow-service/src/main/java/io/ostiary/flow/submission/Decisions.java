package io.ostiary.flow.submission;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowChanged;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.message.Letters;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.TransactionWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Writes what a flow has decided that can't be taken back any more: a session is issued, an identity is registered or
 * changed. Whatever another request stored meanwhile gives way to it.
 */
@Singleton
public class Decisions {

    private final FlowRepository flows;
    private final Letters effects;

    Decisions(FlowRepository flows, Letters effects) {
        this.flows = flows;
        this.effects = effects;
    }

    /** Stores the flow with its consequences, and hands the effects over. */
    public Uni<Void> last(Flow flow, List<Consequence> consequences) {
        return last(flow, TransactionWork.NONE, consequences);
    }

    /** As above, with further writes in the same transaction. */
    public Uni<Void> last(Flow flow, TransactionWork work, List<Consequence> consequences) {
        return flows.decide(flow, work, consequences)
                .onFailure(FlowChanged.class)
                // Under a lock: many who are refused at this moment store their forms, one after the other.
                .recoverWithUni(() -> flows.decide(flow, flows.replacing(flow).then(work), consequences))
                .chain(effects::handOver);
    }
}
