package io.ostiary.flow.recovery;

import io.ostiary.contract.node.Nodes;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.step.Submits;

/** A way to get back into an account. */
public interface RecoveryMethod extends Submits<Opened> {

    /** Where its flows stand at first. */
    default FlowState first() {
        return FlowState.CHOOSE_METHOD;
    }

    /**
     * Draws the form of a flow where it stands: it asks for an address, or for what was sent there.
     *
     * @param nodes where to; the anti-forgery element stands there already
     */
    void draw(Flow flow, Nodes nodes);

    /**
     * Whether a submission brings a secret that was sent. All others ask for one, which is not for people who are signed
     * in.
     */
    boolean bringsSecret(Sent sent);

    /** Whether a flow is of no use any more once somebody may have forged a submission of it. */
    default boolean isSpoiltByForgery() {
        return false;
    }

    /** What a person is told whose secret was right and opened nothing after all. */
    Step<Opened> lost(Sent sent, Lost why);
}
