package io.ostiary.session.tokenise;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.Key;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Signs claims with the first key of a set (RFC 7515, 7517). The key has to name its algorithm. */
final class Signature {

    /** The key set can't be used. The message holds nothing of it. */
    static final class UnusableKey extends Exception {
        private static final long serialVersionUID = 1;

        UnusableKey(String message) {
            super(message);
        }
    }

    private Signature() {}

    static String of(String keySet, JsonNode claims) throws UnusableKey {
        JsonWebKey first = first(keySet);
        Key key = secret(first);
        if (first.getAlgorithm() == null || key == null) {
            throw new UnusableKey("The first key of the set has no algorithm or nothing to sign with.");
        }
        JsonWebSignature signature = new JsonWebSignature();
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(first.getAlgorithm());
        signature.setKeyIdHeaderValue(first.getKeyId());
        signature.setPayload(claims.toString());
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new UnusableKey("The first key of the set can't sign.");
        }
    }

    private static JsonWebKey first(String keySet) throws UnusableKey {
        try {
            return new JsonWebKeySet(keySet)
                    .getJsonWebKeys().stream().findFirst().orElseThrow(() -> new UnusableKey("The key set is empty."));
        } catch (JoseException e) {
            throw new UnusableKey("The key set is none.");
        }
    }

    private static @Nullable Key secret(JsonWebKey key) {
        return switch (key) {
            case PublicJsonWebKey pair -> pair.getPrivateKey();
            case OctetSequenceJsonWebKey octets -> octets.getKey();
            default -> null;
        };
    }
}
