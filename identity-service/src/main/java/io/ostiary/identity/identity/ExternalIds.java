package io.ostiary.identity.identity;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** What another system may call an identity. */
public final class ExternalIds {

    private static final int LONGEST = 255;

    private ExternalIds() {}

    /**
     * The id as it came.
     *
     * @throws ProblemException when it is too long
     */
    public static @Nullable String checked(@Nullable String externalId) {
        if (externalId != null && externalId.length() > LONGEST) {
            throw new ProblemException(new Problem.BadRequest("external_id has " + LONGEST + " characters at most."));
        }
        return externalId;
    }
}
