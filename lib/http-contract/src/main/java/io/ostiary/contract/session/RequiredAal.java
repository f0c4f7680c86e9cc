package io.ostiary.contract.session;

import org.jspecify.annotations.Nullable;

/**
 * The level that a session has to have: of {@code session.whoami.required_aal} and {@code
 * selfservice.flows.settings.required_aal}.
 */
public enum RequiredAal {
    /** One factor. */
    AAL1,
    /** As many as the person has set up. */
    HIGHEST_AVAILABLE;

    private static final String ONE_FACTOR = "aal1";
    private static final String TWO_FACTORS = "aal2";

    /** By the configuration's word; what isn't {@code aal1} is the stricter one. */
    public static RequiredAal of(String wire) {
        return wire.equals(ONE_FACTOR) ? AAL1 : HIGHEST_AVAILABLE;
    }

    /**
     * Whether a session's level is enough.
     *
     * @param reached by the session, {@code aal0} to {@code aal2}
     * @param available the highest that its identity's credentials reach; null when nobody knows, which asks for nothing
     */
    public boolean isMet(String reached, @Nullable String available) {
        if (reached.equals(TWO_FACTORS)) {
            return true;
        }
        return reached.equals(ONE_FACTOR) && !(this == HIGHEST_AVAILABLE && TWO_FACTORS.equals(available));
    }
}
