package io.ostiary.config.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

    private static final long TOLERANCE_SECONDS = Duration.ofMinutes(1).toSeconds();

    private static final int MAC_CHARACTERS = 43;

    private static final int LONGEST_SECONDS = 12;

    private final List<SaidProofs> keys;

    private final Clock clock;

    /**
     * @param service who is asked, such as {@code identity}
     * @param keys the first makes proofs, each is accepted
     */
    public ListenerProof(String service, ProofKeys keys, Clock clock) {
        this.keys =
                keys.keys().stream().map(key -> new SaidProofs(service, key)).toList();
        this.clock = clock;
    }

    /** The proof for a request that goes out now. */
    public String make(String listener, String clientAddress) {
        return keys.getFirst().of(listener, clientAddress, Long.toString(now())).text();
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
        byte[] given = proof.getBytes(StandardCharsets.ISO_8859_1);
        boolean holds = false;
        for (SaidProofs key : keys) {
            holds |= MessageDigest.isEqual(
                    key.of(listener, clientAddress, seconds).bytes(), given);
        }
        return holds;
    }

    private boolean isRecent(String seconds) {
        for (int i = 0; i < seconds.length(); i++) {
            if (seconds.charAt(i) < '0' || seconds.charAt(i) > '9') {
                return false;
            }
        }
        return Math.abs(now() - Long.parseLong(seconds)) <= TOLERANCE_SECONDS;
    }

    private long now() {
        return Math.floorDiv(clock.millis(), 1000L);
    }
}
