package io.ostiary.flow.secret;

/**
 * The secret is right, but what it was made for is gone: its identity was deleted, or doesn't have
 * the address any more. People are told the same as for a wrong one.
 */
public final class OpensNothing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OpensNothing() {
        super("what the secret was made for is gone", null, false, false);
    }
}
