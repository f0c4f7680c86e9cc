package io.ostiary.outbox.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the relay. */
@ConfigMapping(prefix = "ostiary.outbox.relay")
public interface RelayConfig {

    /** Whether this process publishes events and repeats effects. */
    @WithDefault("true")
    boolean enabled();

    /**
     * How long events are gathered after the first one was announced, so that a batch is worth its
     * statements.
     */
    @WithDefault("50MS")
    Duration linger();

    /**
     * How often the outbox is looked at when nothing was announced, such as after a commit of
     * another replica.
     */
    @WithDefault("250MS")
    Duration poll();

    /** How often effects are looked for that their request did not deliver. */
    @WithDefault("1S")
    Duration effectPoll();

    /** How long one delivery of an effect may take. */
    @WithDefault("5S")
    Duration effectDeadline();

    /** How long Kafka may take to confirm an event before the producer is given up. */
    @WithDefault("10S")
    Duration sendDeadline();

    /** How long after a failure Kafka is tried again; the pause grows from a second up to this. */
    @WithDefault("5S")
    Duration brokerPause();

    /** How long an event that Kafka refuses is left alone, and its key with it. */
    @WithDefault("60S")
    Duration hold();

    /** How long published events and receipts of effects are kept. */
    @WithDefault("168H")
    Duration retention();

    /** How often what is older than the retention time is deleted. */
    @WithDefault("1H")
    Duration cleanup();
}
