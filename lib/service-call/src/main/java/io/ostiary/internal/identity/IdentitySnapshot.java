package io.ostiary.internal.identity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ostiary.contract.identity.IdentityBody;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An identity at one version, as other services keep and show it. Never holds credentials or admin
 * metadata. What it says of factors are facts, not verdicts: whether a type counts is for whoever
 * reads the configuration at that time.
 *
 * @param version raised by each change; a lower one is older
 * @param firstFactors the credentials types that it could sign in with, such as {@code password}
 * @param secondFactors the credentials types that it could step up with, such as {@code totp}; {@code
 *     code} stands in both
 * @param credentialsTypes the credentials types that it has and can use, such as {@code password}
 * @param body what a person sees of themselves
 */
public record IdentitySnapshot(
        long version,
        List<String> firstFactors,
        List<String> secondFactors,
        List<String> credentialsTypes,
        IdentityBody body) {

    public IdentitySnapshot {
        firstFactors = listed(firstFactors);
        secondFactors = listed(secondFactors);
        credentialsTypes = listed(credentialsTypes);
    }

    // Version 0.1.0 wrote a verdict in place of the two lists.
    private static List<String> listed(@Nullable List<String> read) {
        return read == null ? List.of() : List.copyOf(read);
    }

    /** The identity's id. */
    @JsonIgnore
    public UUID id() {
        return body.id();
    }

    /**
     * Whether it tells about factors at all. One that version 0.1.0 wrote doesn't: whatever can be used
     * is a factor of some kind.
     */
    public boolean tellsFactors() {
        return credentialsTypes.isEmpty() || !firstFactors.isEmpty() || !secondFactors.isEmpty();
    }
}
