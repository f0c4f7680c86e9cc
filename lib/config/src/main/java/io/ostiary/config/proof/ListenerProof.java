package io.ostiary.config.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the gateway asserts the listener and the client's address of a request: a MAC
 * (HMAC-SHA256, RFC 2104) over the service, both, and the time, under a key that only the gateway and
 * that service hold. Good for a minute either way. Safe for all threads.
 *
 * <p>The text is {@code <seconds since 1970>.<MAC in base64url>}.
 */
public final class ListenerProof {

    /** The header of the proof. */
    public static final String HEADER = "Ostiary-Proof";

    private static final String ALGORITHM = "HmacSHA256";

    private static final String LABEL = "ostiary-listener-1";

    private static final long TOLERANCE_SECONDS = Duration.ofMinutes(1).toSeconds();

    private static final int MAC_CHARACTERS = 43;

    private static final int LONGEST_SECONDS = 12;

    private final String service;

    private final List<Mac> keys;

    private final Clock clock;

    /**
     * @param service who is asked, such as {@code identity}
     * @param keys the first makes proofs, each is accepted
     */
    public ListenerProof(String service, ProofKeys keys, Clock clock) {
        this.service = service;
        this.keys = keys.keys().stream().map(ListenerProof::prototype).toList();
        this.clock = clock;
    }

    /** The proof for a request that goes out now. */
    public String make(String listener, String clientAddress) {
        String seconds = Long.toString(now());
        return seconds + '.' + text(mac(keys.getFirst(), listener, clientAddress, seconds));
    }

    /**
     * Whether the gateway said so within the last minute.
     *
     * @param proof as it came, or null
     */
    public boolean holds(@Nullable String proof, String listener, @Nullable String clientAddress) {
        int dot = proof == null ? -1 : proof.indexOf('.');
        if (proof == null || clientAddress == null || dot < 1 || dot > LONGEST_SECONDS) {
            return false;
        }
        String seconds = proof.substring(0, dot);
        if (proof.length() - dot - 1 != MAC_CHARACTERS || !isRecent(seconds)) {
            return false;
        }
        byte[] given = proof.substring(dot + 1).getBytes(StandardCharsets.ISO_8859_1);
        boolean holds = false;
        for (Mac key : keys) {
            byte[] right = text(mac(key, listener, clientAddress, seconds)).getBytes(StandardCharsets.ISO_8859_1);
            holds |= MessageDigest.isEqual(right, given);
        }
        return holds;
    }

    private boolean isRecent(String seconds) {
        if (!seconds.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return false;
        }
        return Math.abs(now() - Long.parseLong(seconds)) <= TOLERANCE_SECONDS;
    }

    private long now() {
        return Math.floorDiv(clock.millis(), 1000L);
    }

    private byte[] mac(Mac key, String listener, String clientAddress, String seconds) {
        try {
            String said = String.join("\n", LABEL, service, listener, clientAddress, seconds);
            return ((Mac) key.clone()).doFinal(said.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HMAC of this JDK can't be copied", e);
        }
    }

    private static String text(byte[] mac) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private static Mac prototype(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HMAC-SHA256", e);
        }
    }
}
