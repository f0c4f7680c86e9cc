package io.ostiary.flow.webauthn;

import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.MissingChallengeException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import java.util.Locale;

/** Why a key's answer is not taken. People are told the same of all; metrics and the log tell them apart. */
public enum Fault {
    /** Its page is not among {@code rp.origins}. */
    ORIGIN,
    /** It is a key of another {@code rp.id}. */
    RP_ID,
    /** It answers to another challenge, or to one of another form. */
    CHALLENGE,
    /** The challenge was answered before. */
    USED,
    /** It is none of the person's keys, or not theirs by its own words. */
    UNKNOWN_KEY,
    /** The key doesn't know its owner, though that is required. */
    NOT_VERIFIED,
    /** Nobody touched the key. */
    NOT_PRESENT,
    /** It signs by a way that was not asked for. */
    ALGORITHM,
    /** The signature is not the key's. */
    SIGNATURE,
    /** Anything else that the standard forbids. */
    OTHER;

    /** The word for metrics and the log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Fault of(RuntimeException why) {
        return switch (why) {
            case BadOriginException e -> ORIGIN;
            case CrossOriginException e -> ORIGIN;
            case BadRpIdException e -> RP_ID;
            case BadChallengeException e -> CHALLENGE;
            case MissingChallengeException e -> CHALLENGE;
            case UserNotVerifiedException e -> NOT_VERIFIED;
            case UserNotPresentException e -> NOT_PRESENT;
            case NotAllowedAlgorithmException e -> ALGORITHM;
            case BadSignatureException e -> SIGNATURE;
            default -> OTHER;
        };
    }
}
