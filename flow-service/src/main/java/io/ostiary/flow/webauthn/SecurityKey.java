package io.ostiary.flow.webauthn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A key of somebody: an item of {@code credentials} in the config of {@code webauthn} or {@code passkey} credentials, whose
 * layout is the contract's. It holds nothing secret.
 *
 * @param item the contract's JSON
 * @param id by which browsers know it
 * @param publicKey as COSE_Key (RFC 9052)
 */
public record SecurityKey(ObjectNode item, byte[] id, byte[] publicKey) {

    private static final String UNNAMED = "unnamed";

    /** That of an item; empty when it can't be read, as brought in from elsewhere. */
    static Optional<SecurityKey> of(JsonNode item) {
        try {
            byte[] id = Base64s.read(item.path("id").asText());
            byte[] publicKey = Base64s.read(item.path("public_key").asText());
            return item instanceof ObjectNode object && id.length > 0 && publicKey.length > 0
                    ? Optional.of(new SecurityKey(object, id, publicKey))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The word that finds it among the credentials. */
    public String word() {
        return item.path("id").asText();
    }

    /** What a form sends to name it. */
    public String hex() {
        return HexFormat.of().formatHex(id);
    }

    /** What its owner calls it. */
    public String name() {
        String name = item.path("display_name").asText();
        return name.isEmpty() ? UNNAMED : name;
    }

    /** When it was added. */
    public Instant addedAt() {
        try {
            return Instant.parse(item.path("added_at").asText());
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /** Whether it signs in alone; otherwise it is a second factor. */
    public boolean isPasswordless() {
        return item.path("is_passwordless").asBoolean();
    }

    /** How often it has signed, as it says; 0 when it doesn't count. */
    long signCount() {
        return item.at("/authenticator/sign_count").asLong();
    }

    /** How it can be reached, in words of the W3C. */
    List<String> transports() {
        List<String> all = new ArrayList<>();
        item.path("transport").forEach(each -> all.add(each.asText()));
        return all;
    }

    @Override
    public String toString() {
        return "SecurityKey[" + hex() + "]";
    }
}
