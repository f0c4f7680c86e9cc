package io.ostiary.consumer;

/** The consumer cannot go on: the broker refuses it, or the dead-letter topic cannot be used. */
public final class ConsumerException extends RuntimeException {

    ConsumerException(String message, Throwable cause) {
        super(message, cause);
    }
}
