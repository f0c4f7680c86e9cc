package io.ostiary.flow.recovery;

import io.ostiary.flow.flow.Flow;
import java.time.Duration;

/** A way of recovery whose secret an operator can ask for. */
public interface OperatorRecovery {

    /** Its name in the contract: {@code code} or {@code link}. */
    String name();

    /** Whether the configuration offers it. */
    boolean isEnabled();

    /** How long its secrets open something when the operator doesn't say. */
    Duration lifespan();

    /** A new secret. */
    String newSecret();

    /** Makes the form of a flow for which a secret exists already. */
    void askForSecret(Flow flow);
}
