package io.ostiary.suite.race;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Http;
import io.ostiary.suite.StackConfig;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A security key in software (W3C Web Authentication, ES256) that its owner has touched and unlocked. It is made known by an
 * import, so that only signing is left to it.
 */
final class SoftwareKey {

    private static final String DOMAIN = "localhost";
    private static final String PAGE = "http://localhost:4455";

    private static final byte PRESENT_AND_VERIFIED = 0b101;

    /** A COSE_Key (RFC 9052): EC2, ES256, P-256, then x and y of 32 bytes each. */
    private static final String COSE_UP_TO_X = "a501020326200121" + "5820";

    private static final String COSE_BEFORE_Y = "225820";
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final byte[] id = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    private final String owner = UUID.randomUUID().toString();
    private final KeyPair pair;

    SoftwareKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The configuration with passkeys, and with security keys as second factors. */
    static StackConfig in(StackConfig config) {
        String party = "rp: {id: %s, display_name: Race, origins: ['%s']}".formatted(DOMAIN, PAGE);
        return config.withMethod("passkey: {enabled: true, config: {" + party + "}}")
                .withMethod("webauthn: {enabled: true, config: {passwordless: false, " + party + "}}");
    }

    /** What an import of credentials takes. @param passwordless whether it signs in alone */
    ObjectNode credentials(boolean passwordless) {
        ObjectNode config =
                Http.JSON.createObjectNode().put("user_handle", base64(owner.getBytes(StandardCharsets.UTF_8)));
        config.putArray("credentials")
                .addObject()
                .put("id", base64(id))
                .put("public_key", base64(publicKey()))
                .put("attestation_type", "none")
                .put("display_name", "a key")
                .put("added_at", "2026-01-01T00:00:00Z")
                .put("is_passwordless", passwordless)
                .putObject("authenticator")
                .put("aaguid", base64(new byte[16]))
                .put("sign_count", 0)
                .put("clone_warning", false);
        return config;
    }

    /** Signs. @param options as a form has them @return the field of the answer */
    String sign(JsonNode options) {
        ObjectNode client = Http.JSON.createObjectNode().put("type", "webauthn.get");
        client.put("challenge", options.at("/publicKey/challenge").asText()).put("origin", PAGE);
        byte[] clientData = client.put("crossOrigin", false).toString().getBytes(StandardCharsets.UTF_8);
        byte[] data = ByteBuffer.allocate(37)
                .put(sha256(DOMAIN.getBytes(StandardCharsets.US_ASCII)))
                .put(PRESENT_AND_VERIFIED)
                // A counter of 0: it doesn't count.
                .putInt(0)
                .array();
        ObjectNode answer = Http.JSON.createObjectNode().put("type", "public-key");
        answer.put("id", URL.encodeToString(id)).put("rawId", URL.encodeToString(id));
        answer.putObject("response")
                .put("authenticatorData", URL.encodeToString(data))
                .put("clientDataJSON", URL.encodeToString(clientData))
                .put("signature", URL.encodeToString(signature(data, sha256(clientData))))
                .put("userHandle", URL.encodeToString(owner.getBytes(StandardCharsets.UTF_8)));
        return answer.toString();
    }

    private byte[] signature(byte[] data, byte[] clientDataHash) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(data);
            signature.update(clientDataHash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] publicKey() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return HexFormat.of()
                .parseHex(COSE_UP_TO_X + hex(point.getAffineX()) + COSE_BEFORE_Y + hex(point.getAffineY()));
    }

    private static String hex(BigInteger coordinate) {
        return "%064x".formatted(coordinate);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
