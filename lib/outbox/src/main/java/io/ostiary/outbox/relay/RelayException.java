package io.ostiary.outbox.relay;

/** The relay's connection cannot be used; a new lease is needed. */
final class RelayException extends Exception {

    RelayException(String message, Throwable cause) {
        super(message, cause);
    }
}
