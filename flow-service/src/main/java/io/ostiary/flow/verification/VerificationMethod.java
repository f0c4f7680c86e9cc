package io.ostiary.flow.verification;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.step.Submits;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentitySnapshot;

/** A way to prove that an address is one's own. */
public interface VerificationMethod extends Submits<Opened> {

    /** Draws the form of a flow where it stands: it asks for an address, or for what was sent there. */
    void draw(VerificationForm form);

    /**
     * Makes the secret of a flow whose address is known already, and the letter that carries it.
     *
     * @param flow new; the method keeps in its state what it draws by
     * @return where the flow stands then, what its form says, and what is stored with it and goes out
     */
    Step.ShowAgain<Opened> begin(Flow flow, IdentitySnapshot who, CodeAddress to);

    /** What a person is told whose secret was right and opened nothing after all. */
    Step<Opened> lost(Sent sent, Lost why);
}
