package io.ostiary.identity.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The credentials of one type that an identity has.
 *
 * @param identifiers what finds the identity by them, normalised, sorted, without repeats
 * @param config the credentials themselves; their layout depends on the type
 * @param version of the config's layout
 */
public record Credentials(
        CredentialsType type,
        List<String> identifiers,
        JsonNode config,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    public Credentials {
        identifiers = List.copyOf(new TreeSet<>(identifiers));
        config = config == null || config.isNull() ? Json.object() : config;
    }

    /** New credentials. */
    public static Credentials of(CredentialsType type, List<String> identifiers, JsonNode config, Instant now) {
        return new Credentials(type, identifiers, config, type.layout(), now, now);
    }

    /** The same credentials, found by other identifiers. */
    public Credentials withIdentifiers(List<String> other, Instant now) {
        Credentials changed = new Credentials(type, other, config, version, createdAt, now);
        return changed.identifiers.equals(identifiers) ? this : changed;
    }

    /** The same credentials with another config and other identifiers. */
    public Credentials with(JsonNode other, List<String> otherIdentifiers, Instant now) {
        return withConfig(other, now).withIdentifiers(otherIdentifiers, now);
    }

    /** The same credentials with their config opened. */
    public Credentials opened(JsonNode config) {
        return config == this.config ? this : new Credentials(type, identifiers, config, version, createdAt, updatedAt);
    }

    /** The same credentials with another config. */
    public Credentials withConfig(JsonNode other, Instant now) {
        return other.equals(config) ? this : new Credentials(type, identifiers, other, type.layout(), createdAt, now);
    }

    /** Whether these prove the same by the same identifiers. */
    public boolean provesTheSame(Credentials other) {
        return type.equals(other.type) && Objects.equals(config, other.config) && identifiers.equals(other.identifiers);
    }
}
