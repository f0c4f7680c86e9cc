package io.ostiary.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must not show up in logs, error messages or answers: a password, key or address with
 * a password in it. Comparing takes the same time wherever two secrets of one length differ.
 */
public final class Secret {

    private final byte[] text;

    private Secret(byte[] text) {
        this.text = text;
    }

    /** A secret that holds the given text. */
    @JsonCreator
    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text itself; call it where it is used, not before. */
    public String reveal() {
        return new String(text, StandardCharsets.UTF_8);
    }

    /** A copy of the text's UTF-8 bytes. */
    public byte[] bytes() {
        return text.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(text, that.text);
    }

    /** The same for all secrets, so that it tells nothing. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
