package io.ostiary.flow.method.totp;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that an authenticator app and the suite share. Codes have six digits and belong to time steps of 30 seconds,
 * by HMAC-SHA-1 (RFC 6238), whatever an imported address says: the contract has it so.
 */
final class TotpSecret {

    /** Digits of a code. */
    static final int DIGITS = 6;

    /** How long a code is the code of the moment. */
    static final Duration STEP = Duration.ofSeconds(30);

    private static final String ALGORITHM = "HmacSHA1";
    private static final String FIELD = "totp_url";
    private static final SecureRandom RANDOM = new SecureRandom();
    /** As long as the hash (RFC 4226, section 4). */
    private static final int BYTES = 20;
    /** Steps before and after the present one whose codes are taken (RFC 6238, section 5.2). */
    private static final int SKEW = 1;

    private static final int FINGERPRINT_BYTES = 8;

    private final String url;
    private final byte[] key;

    private TotpSecret(String url, byte[] key) {
        this.url = url;
        this.key = key;
    }

    /**
     * A new one.
     *
     * @param issuer who issues it
     * @param account whose it is, as the app shows it
     */
    static TotpSecret random(String issuer, String account) {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        String url = "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?algorithm=SHA1&digits=6&issuer="
                + encoded(issuer) + "&period=30&secret=" + Base32.encode(key);
        return new TotpSecret(url, key);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** That of credentials; empty when they hold none that can be read, as brought in from elsewhere. */
    static Optional<TotpSecret> of(JsonNode config) {
        String url = config.path(FIELD).asText();
        try {
            String query = URI.create(url).getRawQuery();
            return Arrays.stream((query == null ? "" : query).split("&"))
                    .filter(each -> each.startsWith("secret="))
                    .findFirst()
                    .map(each -> URLDecoder.decode(each.substring("secret=".length()), StandardCharsets.UTF_8))
                    .map(each -> new TotpSecret(url, Base32.decode(each)))
                    .filter(each -> each.key.length > 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The credentials' config. */
    ObjectNode config() {
        return Json.object().put(FIELD, url);
    }

    /** The address that apps read from a QR code. */
    String url() {
        return url;
    }

    /** The secret for those who type it. */
    String text() {
        return Base32.encode(key);
    }

    /** Tells secrets apart without telling them. */
    String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The time step that a code belongs to: the present one, or the one before or after, because clocks differ.
     *
     * @return empty when the code is wrong
     */
    OptionalLong stepOf(String code, Instant now) {
        byte[] told = code.getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        long present = now.getEpochSecond() / STEP.toSeconds();
        for (long step = present - SKEW; step <= present + SKEW; step++) {
            if (MessageDigest.isEqual(code(step).getBytes(StandardCharsets.UTF_8), told)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** From when on a step's code is not taken any more, also by a replica whose clock is a step behind. */
    static Instant endOf(long step) {
        return Instant.ofEpochSecond((step + 2 + SKEW) * STEP.toSeconds());
    }

    /** The code of a step. */
    String code(long step) {
        try {
            return new TimeBasedOneTimePasswordGenerator(STEP)
                    .generateOneTimePasswordString(
                            new SecretKeySpec(key, ALGORITHM), Instant.ofEpochSecond(step * STEP.toSeconds()));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("every key is good for HMAC", e);
        }
    }

    @Override
    public String toString() {
        return "TotpSecret";
    }
}
