package io.ostiary.contract.browser;

import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks a browser in which somebody signed in: a day, random bytes, and an authentication code (HMAC-SHA-256, cut to 80
 * bits, RFC 2104) over both and the identity, under a key derived from {@code secrets.cookie}. It lies in the second half
 * of the anti-forgery cookie's value ({@link CsrfTokens}), so there is no cookie more. It opens nothing: who shows it
 * for its identity keeps a count of wrong passwords of their own.
 */
@Singleton
public final class BrowserMark {

    /** How long a mark is. */
    public static final int BYTES = 16;

    private static final int NONCE_BYTES = 4;
    private static final int CODE_BYTES = BYTES - Short.BYTES - NONCE_BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<SecretKeySpec> keys;
    private final long lifespanDays;

    @Inject
    BrowserMark(Configuration configuration) {
        this(configuration.secrets("secrets.cookie"), configuration.duration("ostiary.limits.known_browser.lifespan"));
    }

    BrowserMark(List<Secret> secrets, Duration lifespan) {
        this.keys = secrets.stream().map(BrowserMark::key).toList();
        this.lifespanDays = lifespan.toDays();
    }

    /** A new mark for a browser in which that identity signed in. */
    public byte[] of(UUID identityId, Instant now) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] head = ByteBuffer.allocate(Short.BYTES + NONCE_BYTES)
                .putShort((short) day(now))
                .put(nonce)
                .array();
        return ByteBuffer.allocate(BYTES)
                .put(head)
                .put(code(keys.getFirst(), head, identityId))
                .array();
    }

    /**
     * Whether it is as young as a mark has to be. Random bytes seldom are, so this saves most of the work of asking whose
     * they are.
     */
    public boolean isYoung(byte[] mark, Instant now) {
        long age = day(now) - (ByteBuffer.wrap(mark).getShort() & 0xffff);
        return age >= 0 && age <= lifespanDays;
    }

    /** Whether it marks a browser in which that identity signed in, not too long ago. */
    public boolean fits(byte[] mark, UUID identityId, Instant now) {
        byte[] head = Arrays.copyOf(mark, Short.BYTES + NONCE_BYTES);
        byte[] code = Arrays.copyOfRange(mark, head.length, BYTES);
        return isYoung(mark, now)
                && keys.stream().anyMatch(key -> MessageDigest.isEqual(code, code(key, head, identityId)));
    }

    private static long day(Instant now) {
        return now.getEpochSecond() / Duration.ofDays(1).toSeconds();
    }

    private static byte[] code(SecretKeySpec key, byte[] head, UUID identityId) {
        byte[] text = ByteBuffer.allocate(head.length + 2 * Long.BYTES)
                .put(head)
                .putLong(identityId.getMostSignificantBits())
                .putLong(identityId.getLeastSignificantBits())
                .array();
        return Arrays.copyOf(hmac(key, text), CODE_BYTES);
    }

    private static SecretKeySpec key(Secret secret) {
        SecretKeySpec seed = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        return new SecretKeySpec(hmac(seed, "ostiary known browser".getBytes(StandardCharsets.UTF_8)), "HmacSHA256");
    }

    private static byte[] hmac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
