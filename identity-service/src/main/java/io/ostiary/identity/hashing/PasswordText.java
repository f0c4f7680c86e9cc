package io.ostiary.identity.hashing;

import io.ostiary.config.Secret;
import java.text.Normalizer;

/**
 * Passwords as they are hashed: in Normalization Form C (RFC 8265, OpaqueString), because one
 * keyboard sends é as one character and the other as two. Nothing else is changed and nothing is
 * cut.
 */
public final class PasswordText {

    private PasswordText() {}

    /** The password in the form in which it is hashed. */
    public static Secret normal(Secret typed) {
        String text = typed.reveal();
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? typed
                : Secret.of(Normalizer.normalize(text, Normalizer.Form.NFC));
    }
}
