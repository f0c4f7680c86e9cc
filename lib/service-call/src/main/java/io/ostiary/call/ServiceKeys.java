package io.ostiary.call;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.PrivateKey;
import java.util.Map;
import java.util.TreeMap;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The keys behind service tokens, read once at start. */
@Singleton
public class ServiceKeys {

    private final @Nullable PublicJsonWebKey own;
    private final Map<String, Key> known = new TreeMap<>();

    ServiceKeys(CallConfig config) {
        if (config.keys().isEmpty()) {
            own = null;
            return;
        }
        Path folder = Path.of(config.keys().get());
        try {
            own = PublicJsonWebKey.Factory.newPublicJwk(
                    Files.readString(folder.resolve(config.self().wire() + ".jwk")));
            for (JsonWebKey key : new JsonWebKeySet(Files.readString(folder.resolve("jwks.json"))).getJsonWebKeys()) {
                known.put(key.getKeyId(), key.getKey());
            }
        } catch (IOException | JoseException e) {
            throw new IllegalStateException("the service keys in " + folder + " can't be read", e);
        }
    }

    /** Whether keys are configured. */
    public boolean present() {
        return own != null;
    }

    /** This service's signing key. */
    PrivateKey signing() {
        return required().getPrivateKey();
    }

    /** The id of the signing key. */
    String signingId() {
        return required().getKeyId();
    }

    private PublicJsonWebKey required() {
        if (own == null) {
            throw new IllegalStateException("there are no service keys");
        }
        return own;
    }

    /** The public key of that id, or null. */
    @Nullable
    Key byId(@Nullable String keyId) {
        return keyId == null ? null : known.get(keyId);
    }
}
