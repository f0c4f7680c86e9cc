package io.ostiary.identity.identity;

/**
 * Somebody else has what must be unique. It has no stack trace, because it is an outcome and not a
 * bug.
 */
public final class TakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String constraint;

    TakenException(String constraint) {
        super(constraint, null, false, false);
        this.constraint = constraint;
    }

    /** The name of the constraint in the database. */
    public String constraint() {
        return constraint;
    }
}
