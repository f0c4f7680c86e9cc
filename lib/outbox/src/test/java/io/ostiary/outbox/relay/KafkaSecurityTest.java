package io.ostiary.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSecurityTest {

    @TempDir
    Path folder;

    @Test
    void asksNothingOfABrokerThatTakesAnybody() {
        assertThat(KafkaSecurity.settings(config(Map.of()))).isEmpty();
    }

    @Test
    void takesEmptyVariablesAsNone() {
        assertThat(KafkaSecurity.settings(config(Map.of("ostiary.kafka.sasl-mechanism", ""))))
                .isEmpty();
    }

    @Test
    void namesLoginAndAuthorities() throws IOException {
        Path ca = Files.writeString(folder.resolve("ca.crt"), "a certificate");

        Map<String, String> settings = KafkaSecurity.settings(config(Map.of(
                "ostiary.kafka.security-protocol", "SASL_SSL",
                "ostiary.kafka.sasl-mechanism", "SCRAM-SHA-512",
                "ostiary.kafka.sasl-jaas-config", "a login",
                "ostiary.kafka.ca", ca.toString())));

        assertThat(settings)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("sasl.jaas.config", "a login")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", ca.toString());
        assertThat(ProducerConfig.configNames()).containsAll(settings.keySet());
    }

    @Test
    void trustsWhomJavaTrustsWithoutAFile() {
        assertThat(KafkaSecurity.settings(config(Map.of(
                        "ostiary.kafka.security-protocol",
                        "SSL",
                        "ostiary.kafka.ca",
                        folder.resolve("none").toString()))))
                .containsOnlyKeys("security.protocol");
    }

    private static Config config(Map<String, String> values) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters();
        values.forEach(builder::withDefaultValue);
        return builder.build();
    }
}
