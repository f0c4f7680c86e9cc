package io.ostiary.identity.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;

/** Whether an identity may have sessions. */
public enum State {
    ACTIVE("active"),
    INACTIVE("inactive");

    private final String wire;

    State(String wire) {
        this.wire = wire;
    }

    /** The word that the contract and the database have for it. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /**
     * Reads the contract's word.
     *
     * @throws ProblemException when it is none
     */
    @JsonCreator
    public static State of(String wire) {
        for (State state : values()) {
            if (state.wire.equals(wire)) {
                return state;
            }
        }
        throw new ProblemException(new Problem.BadRequest("state is active or inactive."));
    }
}
