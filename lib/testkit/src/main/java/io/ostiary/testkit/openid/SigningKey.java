package io.ostiary.testkit.openid;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * A key of RSA that signs tokens (RS256).
 *
 * @param name its {@code kid}
 * @param pair both halves
 */
public record SigningKey(String name, KeyPair pair) {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    /** A new key, which is published nowhere. */
    public static SigningKey named(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new SigningKey(name, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half as a JWK (RFC 7517). */
    public ObjectNode jwk() {
        RSAPublicKey half = (RSAPublicKey) pair.getPublic();
        return JSON.createObjectNode()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", name)
                .put("n", number(half.getModulus()))
                .put("e", number(half.getPublicExponent()));
    }

    /** A JWT. @param claims all of them, as they shall stand there */
    public String sign(Map<String, ?> claims) {
        ObjectNode head = JSON.createObjectNode().put("alg", "RS256").put("kid", name);
        String text = encoded(head) + "." + encoded(JSON.valueToTree(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(ObjectNode json) {
        return URL.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Without the byte that only tells the sign (RFC 7518, section 2: Base64urlUInt). */
    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return URL.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
