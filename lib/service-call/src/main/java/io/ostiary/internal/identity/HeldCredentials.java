package io.ostiary.internal.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests and results of {@link CredentialsCalls}. */
public interface HeldCredentials {

    /**
     * {@code POST /internal/credentials/find}: who holds credentials of that type and identifier.
     *
     * @param type such as {@code oidc}
     * @param identifier a provider link ({@code provider:subject}), a user handle, or an identifier
     *     as typed; normalised by identity-service where the type's identifiers are
     */
    record Find(String type, String identifier) {}

    /**
     * Whose credentials they are, and what they hold.
     *
     * @param identity null when nobody's
     * @param identifiers of the credentials; empty when nobody's
     * @param config sealed, see {@link ConfigSeal}; null when nobody's. A password's is empty: its hash
     *     doesn't leave identity-service
     */
    record HeldBody(
            @Nullable IdentitySnapshot identity,
            List<String> identifiers,
            @Nullable SealedConfig config) {}

    /**
     * Credentials of one type.
     *
     * @param type such as {@code webauthn}
     * @param config sealed; a password's is empty
     */
    record Held(String type, List<String> identifiers, SealedConfig config) {}

    /**
     * All that an identity holds of the types that were asked for.
     *
     * @param held those that there are, in no particular order; unusable ones (a reserved identifier
     *     without anything to sign in with) are among them
     */
    record AllHeld(IdentitySnapshot identity, List<Held> held) {}

    /**
     * {@code POST /internal/identities/{id}/credentials/{type}}.
     *
     * @param begin how to verify an address that still waits; null: don't begin it
     * @param followUp as in {@link Changes.Traits}; a {@link CredentialsEdit.Note} has none
     */
    record Edit(
            UUID attemptId,
            CredentialsEdit edit,
            @Nullable BeginVerification begin,
            @Nullable JsonNode followUp) {

        /** Nothing may also come as JSON's null. */
        public Edit {
            followUp = followUp == null || followUp.isNull() ? null : followUp;
        }
    }

    /**
     * Effect {@code credentials.noted}: a {@link CredentialsEdit.Note} that may come late. Where the item isn't as it was seen
     * any more nothing is written.
     *
     * @param type such as {@code lookup_secret}
     * @param before the item as it was seen, sealed
     * @param after the item as it is to be, sealed; of the same word
     */
    record Noted(UUID identityId, String type, SealedConfig before, SealedConfig after) {}
}
