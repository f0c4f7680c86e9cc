package io.ostiary.flow.recovery;

import io.ostiary.contract.node.Nodes;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.step.Submits;

/** A way to get back into an account. */
public interface RecoveryMethod extends Submits<Opened> {

    /**
     * Draws the form of a flow where it stands: it asks for an address, or for what was sent there.
     *
     * @param nodes where to
     */
    void draw(Flow flow, Nodes nodes);

    /** What a person is told whose secret was right and opened nothing after all. */
    Step<Opened> lost(Sent sent, Lost why);
}
