package io.ostiary.flow.recovery;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Step;
import java.time.Duration;
import java.util.UUID;

/** A way of recovery whose secret an operator can ask for, who hands it over. */
public interface OperatorRecovery extends RecoveryMethod {

    /** How long its secrets open something when the operator doesn't say. */
    Duration lifespan();

    /**
     * Makes the secret of a flow. It is sent nowhere, lives as long as its flow, and proves no address.
     *
     * @param identityId whose account it opens
     * @return where the flow stands then, with one secret to store and no letter
     */
    Step.ShowAgain<Opened> handOver(Flow flow, UUID identityId);
}
