package io.ostiary.flow.method.profile;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;

/** {@code selfservice.methods.profile}. */
@Singleton
class ProfileConfig {

    private final boolean enabled;

    ProfileConfig(Configuration configuration) {
        this.enabled = configuration
                .optionalBool("selfservice.methods.profile.enabled")
                .orElse(true);
    }

    /** Whether people may change their traits. */
    boolean isEnabled() {
        return enabled;
    }
}
