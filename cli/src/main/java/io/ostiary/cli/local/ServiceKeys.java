package io.ostiary.cli.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.proof.ProofKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;

/**
 * The keys with which services sign their calls to one another (ES256, RFC 7518 section 6.2), as
 * JWK files: one private key for each service, and {@code jwks.json} with all public ones; and the
 * key that each shares with the gateway, which proves by it where a request came in.
 */
public final class ServiceKeys {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COORDINATE_BYTES = 32;

    private ServiceKeys() {}

    /** Writes new keys for the services into the folder, over any that are there. */
    public static void write(Path folder, List<String> services) throws IOException {
        ObjectNode set = JSON.createObjectNode();
        for (String service : services) {
            ObjectNode key = newKey(service + "-1");
            set.withArray("keys").add(publicPart(key));
            Path file = folder.resolve(service + ".jwk");
            Files.writeString(file, key.toString());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Path proof = ProofKeys.file(folder, service);
            Files.writeString(proof, ProofKeys.newLine() + "\n");
            Files.setPosixFilePermissions(proof, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(folder.resolve("jwks.json"), set.toPrettyString());
    }

    /**
     * A new private key as JWK.
     *
     * @param kid its id, {@code <service>-<n>}
     */
    public static ObjectNode newKey(String kid) {
        KeyPair pair = newPair();
        ECPublicKey open = (ECPublicKey) pair.getPublic();
        ObjectNode jwk = JSON.createObjectNode();
        jwk.put("kty", "EC").put("crv", "P-256").put("alg", "ES256").put("use", "sig");
        jwk.put("kid", kid);
        jwk.put("x", encoded(open.getW().getAffineX()));
        jwk.put("y", encoded(open.getW().getAffineY()));
        jwk.put("d", encoded(((ECPrivateKey) pair.getPrivate()).getS()));
        return jwk;
    }

    /** What others may know of a key. */
    public static ObjectNode publicPart(ObjectNode key) {
        return key.deepCopy().without("d");
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256 keys", e);
        }
    }

    /**
     * The number as big-endian bytes of fixed length, without the sign byte, in base64url without
     * padding.
     */
    private static String encoded(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(signed.length, COORDINATE_BYTES);
        System.arraycopy(signed, signed.length - length, fixed, COORDINATE_BYTES - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }
}
