package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.hashing.PasswordHashes;
import io.ostiary.identity.hashing.UnusableHashException;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges the config of a password that a JSON Patch changed: what is stored is a hash that can be
 * verified, or the mark that another system knows the password.
 */
final class PatchedPassword {

    private static final String HASH = "hashed_password";
    private static final String MARK = "use_password_migration_hook";
    private static final String CLEAR = "password";
    private static final Set<String> KEYS = Set.of(HASH, MARK, CLEAR);

    private final PasswordHashes hashes;
    private final BooleanSupplier hookUsable;

    PatchedPassword(PasswordHashes hashes, BooleanSupplier hookUsable) {
        this.hashes = hashes;
        this.hookUsable = hookUsable;
    }

    /**
     * The config to store.
     *
     * @param hash of the password in clear that came with it, or null
     */
    JsonNode checked(JsonNode present, ObjectNode config, @Nullable String hash, String at) {
        config.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key) && !present.has(key)) {
                throw PatchedCredentials.refused(
                        at + "." + key, "is no known key. Known here: " + String.join(", ", HASH, CLEAR, MARK) + ".");
            }
        });
        if (config.has(CLEAR)) {
            if (hash == null) {
                throw PatchedCredentials.refused(at + "." + CLEAR, "is a text that isn't empty.");
            }
            return Json.object().put(HASH, hash);
        }
        JsonNode mark = config.path(MARK);
        if (config.has(MARK) && !mark.isBoolean()) {
            throw PatchedCredentials.refused(at + "." + MARK, "is true or false.");
        }
        if (!mark.asBoolean() || config.has(HASH)) {
            return hashed(present, config, at + "." + HASH);
        }
        if (!present.path(MARK).asBoolean() && !hookUsable.getAsBoolean()) {
            throw PatchedCredentials.refused(
                    at + "." + MARK, "needs selfservice.methods.password.config.migrate_hook.");
        }
        return config;
    }

    private JsonNode hashed(JsonNode present, ObjectNode config, String at) {
        JsonNode hash = config.path(HASH);
        if (!hash.isTextual() || hash.textValue().isEmpty()) {
            throw PatchedCredentials.refused(at, "is a password hash.");
        }
        if (hash.equals(present.path(HASH))) {
            return Json.object().put(HASH, hash.textValue());
        }
        if (hash.textValue().indexOf('$') < 0 && present.path(HASH).isTextual()) {
            // The contract takes it; to store it would shut the person out.
            return present;
        }
        try {
            hashes.checkImport(hash.textValue());
        } catch (UnusableHashException e) {
            throw PatchedCredentials.refused(at, "can't be used. " + e.getMessage());
        }
        return Json.object().put(HASH, hash.textValue());
    }
}
