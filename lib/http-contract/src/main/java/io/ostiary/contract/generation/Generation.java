package io.ostiary.contract.generation;

/**
 * A generation of the contract: the same flows, sessions and identities under other paths, in other JSON and with other
 * statuses. A listener speaks one; what a client begins there goes on in it.
 */
public enum Generation {
    /** The contract as it is today. */
    CURRENT("current"),
    /** The contract of version 0.5. */
    V05("v0.5");

    private final String wire;

    Generation(String wire) {
        this.wire = wire;
    }

    /** The word in {@code ostiary.compatibility} and in stored flows. */
    public String wire() {
        return wire;
    }

    /** Whether who gets back into an account by a letter has proved that the letter's address is theirs. */
    public boolean recoveryProvesAddress() {
        return this == CURRENT;
    }

    /** Whether a browser's page may have forms and outcomes told in JSON; else it is sent to the flow's page. */
    public boolean tellsPagesInJson() {
        return this == CURRENT;
    }

    /** Whether who sends JSON reads JSON, whatever {@code Accept} says of the outcome. */
    public boolean answersInKind() {
        return this == CURRENT;
    }

    /** Whether a form of before stops working when another flow takes its flow's place. */
    public boolean endsFormsOfBefore() {
        return this == CURRENT;
    }

    /** Whether who asks for a letter is told that the address is none; else it looks as one that nobody has. */
    public boolean refusesMalformedAddresses() {
        return this == CURRENT;
    }

    /** Reads the word; any other is the current one. */
    public static Generation of(String wire) {
        return wire.equals(V05.wire) ? V05 : CURRENT;
    }
}
