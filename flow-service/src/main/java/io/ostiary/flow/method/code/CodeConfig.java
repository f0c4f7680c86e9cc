package io.ostiary.flow.method.code;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;
import java.time.Duration;

/** {@code selfservice.methods.code}. */
@Singleton
class CodeConfig {

    private static final int MOST_TRIES = 5;

    /** Digits of a code. */
    static final int DIGITS = 6;

    private final Configuration configuration;

    CodeConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Whether codes are used for verification and recovery. */
    boolean isEnabled() {
        return configuration.optionalBool("selfservice.methods.code.enabled").orElse(true);
    }

    /** Whether people sign in and sign up by a code. */
    boolean isPasswordless() {
        return isEnabled()
                && configuration
                        .optionalBool("selfservice.methods.code.passwordless_enabled")
                        .orElse(false);
    }

    /**
     * Whether an account whose schema names no address for codes gets them at the identifier that
     * it signs in with.
     */
    boolean fallsBackToIdentifier() {
        return configuration
                .optionalBool("selfservice.methods.code.config.missing_credential_fallback_enabled")
                .orElse(false);
    }

    /** How long a code opens something. */
    Duration lifespan() {
        return configuration
                .optionalDuration("selfservice.methods.code.config.lifespan")
                .orElse(Duration.ofHours(1));
    }

    /** Tries of codes that one flow allows. */
    int mostTries() {
        return configuration
                .optionalInteger("selfservice.methods.code.config.max_submissions")
                .orElse(MOST_TRIES);
    }
}
