package io.ostiary.identity.hashing;

/**
 * A password hash that can't be verified: malformed, or more expensive than is allowed. The message
 * is fit for an administrator.
 */
public final class UnusableHashException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableHashException(String message) {
        super(message, null, false, false);
    }
}
