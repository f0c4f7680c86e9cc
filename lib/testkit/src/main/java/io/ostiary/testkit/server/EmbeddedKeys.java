package io.ostiary.testkit.server;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives a Quarkus test a folder of service keys, under {@code OSTIARY_KEYS} and {@code
 * ostiary.keys}: one P-256 key per service and the {@code jwks.json} with all public ones. The keys
 * are of no worth outside the test.
 */
public final class EmbeddedKeys implements QuarkusTestResourceLifecycleManager {

    /** The gateway's key for proofs, of every service. */
    private static final String PROOF_KEY =
            Base64.getUrlEncoder().withoutPadding().encodeToString(newProofKey());

    private static final List<String> SERVICES = List.of("identity", "session", "flow", "courier");

    @Override
    public Map<String, String> start() {
        try {
            String folder = write(Files.createTempDirectory("ostiary-keys")).toString();
            return Map.of("OSTIARY_KEYS", folder, "ostiary.keys", folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make service keys", e);
        }
    }

    /**
     * The headers by which a service knows that a request came through the gateway.
     *
     * @param service who is asked, such as {@code identity}
     * @param listener such as {@code public}
     * @param clientAddress where the client is
     */
    public static Map<String, String> throughGateway(String service, String listener, String clientAddress) {
        return throughGateway(service, listener, clientAddress, Instant.now());
    }

    /**
     * As above, for a service whose clock is set.
     *
     * @param now when the gateway sends it
     */
    public static Map<String, String> throughGateway(
            String service, String listener, String clientAddress, Instant now) {
        String seconds = Long.toString(now.getEpochSecond());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(PROOF_KEY), "HmacSHA256"));
            String said = String.join("\n", "ostiary-listener-1", service, listener, clientAddress, seconds);
            String proof = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(said.getBytes(StandardCharsets.UTF_8)));
            return Map.of(
                    "Ostiary-Listener", listener,
                    "Ostiary-Client-Address", clientAddress,
                    "Ostiary-Proof", seconds + "." + proof);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HMAC-SHA256", e);
        }
    }

    private static byte[] newProofKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** Writes keys for all services into {@code folder}. */
    public static Path write(Path folder) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        List<String> published = new ArrayList<>();
        for (String service : SERVICES) {
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey open = (ECPublicKey) pair.getPublic();
            String known =
                    "\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"use\":\"sig\",\"kid\":\"%s-1\",\"x\":\"%s\",\"y\":\"%s\""
                            .formatted(
                                    service,
                                    encode(open.getW().getAffineX()),
                                    encode(open.getW().getAffineY()));
            published.add("{" + known + "}");
            String secret = encode(((ECPrivateKey) pair.getPrivate()).getS());
            Files.writeString(folder.resolve(service + ".proof"), PROOF_KEY);
            Files.writeString(folder.resolve(service + ".jwk"), "{" + known + ",\"d\":\"" + secret + "\"}");
        }
        Files.writeString(folder.resolve("jwks.json"), "{\"keys\":[" + String.join(",", published) + "]}");
        return folder;
    }

    private static String encode(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }

    @Override
    public void stop() {
        // The folder lies in the temporary directory.
    }
}
