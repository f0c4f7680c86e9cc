package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A configured identity schema.
 *
 * @param id its name in the configuration
 * @param source the JSON Schema as configured
 * @param whole the same with what it refers to in other documents taken in
 * @param compiled the same, ready to validate
 */
public record IdentitySchema(String id, JsonNode source, JsonNode whole, Schema compiled) {

    /** A schema that refers to no other document. */
    public IdentitySchema(String id, JsonNode source, Schema compiled) {
        this(id, source, source, compiled);
    }

    /** The id as it stands in addresses: base64url without padding. */
    public String codedId() {
        return codedId(id);
    }

    /** Any id as it stands in addresses, that of no schema too. */
    static String codedId(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}
