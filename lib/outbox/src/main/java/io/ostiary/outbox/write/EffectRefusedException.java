package io.ostiary.outbox.write;

import io.ostiary.call.ServiceName;

/**
 * A service answered an effect with a status other than 2xx. It has no stack trace, because it is
 * an answer and not a bug.
 */
public final class EffectRefusedException extends RuntimeException {

    private final int status;

    EffectRefusedException(ServiceName service, String path, int status) {
        super(service.wire() + path + " answered " + status, null, false, false);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
