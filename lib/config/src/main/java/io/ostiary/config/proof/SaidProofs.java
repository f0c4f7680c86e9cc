package io.ostiary.config.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The proofs under one key. Those of the last moments are remembered: a client that asks often, such as another service that
 * asks whoami, has the same proof for a second. Safe for all threads.
 */
final class SaidProofs {

    private static final String ALGORITHM = "HmacSHA256";

    private static final String LABEL = "ostiary-listener-1";

    /** Places to remember in; who comes later takes the place. A power of two. */
    private static final int PLACES = 256;

    private final String service;

    private final Mac prototype;

    private final AtomicReferenceArray<@Nullable Said> remembered = new AtomicReferenceArray<>(PLACES);

    SaidProofs(String service, byte[] key) {
        this.service = service;
        this.prototype = prototype(key);
    }

    /**
     * What was said, and how it is proved.
     *
     * @param text as the header has it
     * @param bytes the same, to be compared in constant time; not to be changed
     */
    record Said(String listener, String clientAddress, String seconds, String text, byte[] bytes) {

        private boolean is(String otherListener, String otherAddress, String otherSeconds) {
            return seconds.equals(otherSeconds) && clientAddress.equals(otherAddress) && listener.equals(otherListener);
        }
    }

    /** The proof of a listener and an address at a time, in decimal seconds since 1970. */
    Said of(String listener, String clientAddress, String seconds) {
        int place = (31 * clientAddress.hashCode() + seconds.hashCode()) & (PLACES - 1);
        Said known = remembered.getPlain(place);
        if (known != null && known.is(listener, clientAddress, seconds)) {
            return known;
        }
        Said made = make(listener, clientAddress, seconds);
        remembered.set(place, made);
        return made;
    }

    private Said make(String listener, String clientAddress, String seconds) {
        String said = String.join("\n", LABEL, service, listener, clientAddress, seconds);
        byte[] mac = copy().doFinal(said.getBytes(StandardCharsets.UTF_8));
        String text = seconds + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
        return new Said(listener, clientAddress, seconds, text, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HMAC of this JDK can't be copied", e);
        }
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
