package io.ostiary.outbox.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Kafka is. */
@ConfigMapping(prefix = "kafka.bootstrap")
public interface KafkaConfig {

    /** Addresses as {@code host:port}, separated by commas ({@code KAFKA_BOOTSTRAP_SERVERS}). */
    @WithDefault("127.0.0.1:9092")
    String servers();
}
