package io.ostiary.identity.identity;

import io.ostiary.contract.problem.Problem;

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

    /** What the client of the admin side is told. */
    public Problem problem() {
        return new Problem.Conflict(
                switch (constraint) {
                    case "identity_external_id" -> "external_id: another identity has it.";
                    case "verifiable_address_taken" -> "verifiable_addresses: another identity has one of them.";
                    case "recovery_address_taken" -> "recovery_addresses: another identity has one of them.";
                    default -> "Another identity has one of these identifiers or addresses.";
                });
    }

    /** The name of the constraint in the database. */
    public String constraint() {
        return constraint;
    }
}
