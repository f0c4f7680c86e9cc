package io.ostiary.flow.webauthn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys of somebody.
 *
 * @param all those that can be read
 * @param userHandle by which keys name their owner; empty when the credentials have none
 */
public record SecurityKeys(List<SecurityKey> all, byte[] userHandle) {

    private static final String KEYS = "credentials";
    private static final String HANDLE = "user_handle";

    /** Those of a config of {@code webauthn} or {@code passkey} credentials. */
    public static SecurityKeys of(JsonNode config) {
        List<SecurityKey> all = new ArrayList<>();
        config.path(KEYS).forEach(item -> SecurityKey.of(item).ifPresent(all::add));
        return new SecurityKeys(List.copyOf(all), handle(config));
    }

    private static byte[] handle(JsonNode config) {
        try {
            return Base64s.read(config.path(HANDLE).asText());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** A config of one key. */
    public static ObjectNode config(SecurityKey first, byte[] userHandle) {
        ObjectNode config = beside(userHandle);
        config.putArray(KEYS).add(first.item());
        return config;
    }

    /** What a config holds beside its keys. */
    public static ObjectNode beside(byte[] userHandle) {
        return Json.object().put(HANDLE, Base64s.stored(userHandle));
    }

    /** Those that sign in alone. */
    public SecurityKeys passwordless() {
        return new SecurityKeys(all.stream().filter(SecurityKey::isPasswordless).toList(), userHandle);
    }

    /** Those that are second factors. */
    public SecurityKeys secondFactors() {
        return new SecurityKeys(
                all.stream().filter(each -> !each.isPasswordless()).toList(), userHandle);
    }

    /** The key of that id. */
    public Optional<SecurityKey> find(byte[] id) {
        return all.stream().filter(each -> Arrays.equals(each.id(), id)).findFirst();
    }

    /** The key that a form names. */
    public Optional<SecurityKey> named(String hex) {
        return all.stream().filter(each -> each.hex().equals(hex)).findFirst();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }
}
