package io.ostiary.outbox.write;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of writing to the outbox. */
@ConfigMapping(prefix = "ostiary.outbox.write")
public interface OutboxConfig {

    /** How long the relay leaves an effect to the request that decided it. */
    @WithDefault("5S")
    Duration grace();

    /** How long acknowledgements of delivered effects are gathered before they are written. */
    @WithDefault("50MS")
    Duration acknowledgeAfter();
}
