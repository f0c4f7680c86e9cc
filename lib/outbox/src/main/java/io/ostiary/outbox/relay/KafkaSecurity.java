package io.ostiary.outbox.relay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * How the clients of Kafka prove who they are and whom they trust; nothing for a broker that takes
 * anybody. {@code OSTIARY_KAFKA_SECURITY_PROTOCOL} is {@code PLAINTEXT}, {@code SSL}, {@code
 * SASL_PLAINTEXT} or {@code SASL_SSL}, {@code OSTIARY_KAFKA_SASL_MECHANISM} such as {@code
 * SCRAM-SHA-512}, {@code OSTIARY_KAFKA_SASL_JAAS_CONFIG} the login (secret), and {@code
 * OSTIARY_KAFKA_CA} a PEM file with the authorities that the broker's certificate may come from;
 * without that file those of Java are trusted.
 */
public final class KafkaSecurity {

    private static final String PREFIX = "ostiary.kafka.";

    private KafkaSecurity() {}

    /** The settings for a client of Kafka. */
    public static Map<String, String> settings(Config config) {
        Map<String, String> settings = new HashMap<>();
        Optional<String> protocol = value(config, "security-protocol");
        protocol.ifPresent(value -> settings.put("security.protocol", value));
        value(config, "sasl-mechanism").ifPresent(value -> settings.put("sasl.mechanism", value));
        value(config, "sasl-jaas-config").ifPresent(value -> settings.put("sasl.jaas.config", value));
        if (protocol.filter(value -> value.endsWith("SSL")).isPresent()) {
            value(config, "ca").filter(file -> Files.isReadable(Path.of(file))).ifPresent(file -> {
                settings.put("ssl.truststore.type", "PEM");
                settings.put("ssl.truststore.location", file);
            });
        }
        return settings;
    }

    private static Optional<String> value(Config config, String key) {
        return config.getOptionalValue(PREFIX + key, String.class).filter(value -> !value.isBlank());
    }
}
