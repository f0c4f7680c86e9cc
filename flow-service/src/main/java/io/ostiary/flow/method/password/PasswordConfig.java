package io.ostiary.flow.method.password;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;

/** {@code selfservice.methods.password}. */
@Singleton
class PasswordConfig {

    private final boolean enabled;

    PasswordConfig(Configuration configuration) {
        this.enabled = configuration
                .optionalBool("selfservice.methods.password.enabled")
                .orElse(true);
    }

    /** Whether people may use passwords. */
    boolean isEnabled() {
        return enabled;
    }
}
