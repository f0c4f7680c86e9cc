package io.ostiary.flow.step;

import io.ostiary.contract.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Why a right secret opened nothing after all.
 *
 * @param how what became of it
 * @param problem what a client is told of an identity that may not get in; null otherwise
 */
public record Lost(How how, @Nullable Problem problem) {

    /** What became of the secret. */
    public enum How {
        /** Another attempt claimed it first. */
        CLAIMED,
        /** Its identity is gone, or doesn't have the address any more. */
        VOID,
        /** Its identity is inactive. */
        DISABLED
    }
}
