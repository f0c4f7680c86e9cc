package io.ostiary.flow.settings;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;
import java.time.Duration;

/** {@code selfservice.flows.settings}. */
@Singleton
public class SettingsConfig {

    private final Configuration configuration;

    SettingsConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** How long after signing in a person may change what opens their account. */
    public Duration privilegedMaxAge() {
        return configuration
                .optionalDuration("selfservice.flows.settings.privileged_session_max_age")
                .orElse(Duration.ofHours(1));
    }

    /** Whether a session has to have the highest level that its identity can reach. */
    boolean wantsHighestAal() {
        return configuration
                .optionalText("selfservice.flows.settings.required_aal")
                .orElse("highest_available")
                .equals("highest_available");
    }
}
