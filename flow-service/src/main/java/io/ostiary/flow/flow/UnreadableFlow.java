package io.ostiary.flow.flow;

/**
 * A stored flow has a word that this version doesn't know: a newer one wrote it, during a rolling
 * upgrade or before a return to this version. To its client such a flow is gone; a new one begins.
 */
public final class UnreadableFlow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableFlow(String what, String word) {
        super(what + " \"" + word + "\" is unknown to this version", null, false, false);
    }
}
