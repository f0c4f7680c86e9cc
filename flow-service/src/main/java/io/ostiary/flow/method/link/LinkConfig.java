package io.ostiary.flow.method.link;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;
import java.time.Duration;

/** {@code selfservice.methods.link}. */
@Singleton
class LinkConfig {

    private final Configuration configuration;

    LinkConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Whether links are used for verification and recovery. */
    boolean isEnabled() {
        return configuration.optionalBool("selfservice.methods.link.enabled").orElse(false);
    }

    /** How long a link opens something. */
    Duration lifespan() {
        return configuration
                .optionalDuration("selfservice.methods.link.config.lifespan")
                .orElse(Duration.ofHours(1));
    }
}
