package io.ostiary.internal.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written beside the traits: what a provider's claims say of a person, or what a
 * blocking hook has made of an identity that it was shown. Null leaves a part as it is.
 *
 * @param metadataPublic shown to the person; a JSON null empties it
 * @param metadataAdmin for the admin side only; a JSON null empties it
 * @param state {@code active} or {@code inactive}
 * @param externalId what another system calls the identity; empty: nothing
 * @param verified addresses that count as proven; those that the traits don't have are ignored
 */
@JsonInclude(Include.NON_NULL)
public record Draft(
        @Nullable JsonNode metadataPublic,
        @Nullable JsonNode metadataAdmin,
        @Nullable String state,
        @Nullable String externalId,
        @Nullable List<CodeAddress> verified) {

    /** A draft of metadata only. */
    public static Draft ofMetadata(@Nullable JsonNode shown, @Nullable JsonNode admin) {
        return new Draft(shown, admin, null, null, null);
    }
}
