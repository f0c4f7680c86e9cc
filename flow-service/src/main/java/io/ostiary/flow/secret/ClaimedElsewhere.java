package io.ostiary.flow.secret;

/** Another attempt claimed the secret first. */
public final class ClaimedElsewhere extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClaimedElsewhere() {
        super("another attempt was first", null, false, false);
    }
}
