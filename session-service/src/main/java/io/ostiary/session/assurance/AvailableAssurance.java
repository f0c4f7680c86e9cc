package io.ostiary.session.assurance;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * The highest level that an identity can reach, from what it holds and from the configuration of
 * now: whoever changes the configuration changes the level of everybody at once.
 */
@Singleton
public class AvailableAssurance {

    /** What counts as a second factor only where the configuration says so. */
    private static final String CODE = "code";

    private final Set<String> notCounted;

    public AvailableAssurance(Configuration configuration) {
        boolean codeCounts = configuration
                .optionalBool("selfservice.methods.code.mfa_enabled")
                .orElse(false);
        this.notCounted = codeCounts ? Set.of() : Set.of(CODE);
    }

    /**
     * The level.
     *
     * @param secondFactors the credentials types that the identity could step up with
     * @return {@code aal1} or {@code aal2}
     */
    public String of(List<String> secondFactors) {
        return notCounted.containsAll(secondFactors) ? SessionAssurance.ONE_FACTOR : SessionAssurance.TWO_FACTORS;
    }
}
