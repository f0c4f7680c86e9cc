package io.ostiary.consumer;

import org.jspecify.annotations.Nullable;

/** The consumer cannot go on: the broker refuses it, or the dead-letter topic cannot be used. */
public final class ConsumerException extends RuntimeException {

    ConsumerException(String message) {
        super(message);
    }

    ConsumerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
