package io.ostiary.internal.identity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ostiary.contract.identity.IdentityBody;
import java.util.List;
import java.util.UUID;

/**
 * An identity at one version, as other services keep and show it. Never holds credentials or admin
 * metadata.
 *
 * @param version raised by each change; a lower one is older
 * @param availableAal the highest level that its credentials can reach, {@code aal1} or {@code
 *     aal2}
 * @param credentialsTypes the credentials types that it has, such as {@code password}
 * @param body what a person sees of themselves
 */
public record IdentitySnapshot(long version, String availableAal, List<String> credentialsTypes, IdentityBody body) {

    /** The identity's id. */
    @JsonIgnore
    public UUID id() {
        return body.id();
    }
}
