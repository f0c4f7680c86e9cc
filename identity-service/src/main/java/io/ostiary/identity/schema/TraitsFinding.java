package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.identity.address.Via;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.internal.identity.Complaint;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an identity schema makes of traits.
 *
 * @param traits the traits with their phone numbers normalised
 * @param complaints why they are refused; empty when they are fine, and then only the rest has a
 *     meaning
 * @param identifiers by credentials type, only the types that the schema gives an identifier here
 * @param codeAddresses where one-time codes go
 * @param verifiable addresses to be verified
 * @param recovery addresses for recovery
 */
public record TraitsFinding(
        JsonNode traits,
        List<Complaint> complaints,
        Map<CredentialsType, Set<String>> identifiers,
        Set<Address> codeAddresses,
        Set<Address> verifiable,
        Set<Address> recovery) {

    /**
     * An address found in traits.
     *
     * @param value normalised
     */
    public record Address(Via via, String value) {}

    /** Whether the traits are fine. */
    public boolean isFine() {
        return complaints.isEmpty();
    }
}
