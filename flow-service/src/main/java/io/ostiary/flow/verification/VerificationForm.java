package io.ostiary.flow.verification;

import io.ostiary.contract.node.Nodes;
import io.ostiary.flow.flow.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A verification form to be drawn.
 *
 * @param flow a method reads it and draws into its {@link #nodes}
 * @param token the anti-forgery token; empty for native apps
 * @param askedAgain what was sent for the address, when the form is shown again because nothing in it could be made use
 *     of; null: for another reason
 */
public record VerificationForm(
        Flow flow, String token, @Nullable String askedAgain) {

    /** The elements drawn so far. */
    public Nodes nodes() {
        return flow.ui().nodes();
    }

    /** Draws the anti-forgery element: each method has another place for it (contract). */
    public void drawToken() {
        flow.ui().setCsrf(token);
    }
}
