package io.ostiary.session.session;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** How long sessions last, and when that may be changed. */
@Singleton
public class SessionSettings {

    private final Duration lifespan;
    private final Duration earliestExtend;
    private final boolean silentExtend;

    SessionSettings(Configuration configuration) {
        this.lifespan = configuration.duration("session.lifespan");
        this.earliestExtend = configuration
                .optionalDuration("session.earliest_possible_extend")
                .orElse(lifespan);
        this.silentExtend = configuration
                .optionalBool("feature_flags.faster_session_extend")
                .orElse(false);
    }

    /** When a session that begins now ends ({@code session.lifespan}). */
    Instant endOfSessionFrom(Instant now) {
        return now.plus(lifespan);
    }

    /**
     * Whether a session that ends then may be extended now: not before {@code
     * session.earliest_possible_extend} is left of it; at any time where that isn't set.
     */
    boolean mayExtend(Instant expiresAt, Instant now) {
        return expiresAt.minus(earliestExtend).isBefore(now);
    }

    /**
     * Whether an extension is answered without the session ({@code
     * feature_flags.faster_session_extend}).
     */
    boolean silentExtend() {
        return silentExtend;
    }
}
