package io.ostiary.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.testkit.server.KafkaBroker;
import io.ostiary.testkit.tls.OwnAuthority;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker with {@code SASL_SSL} and {@code SCRAM-SHA-512}, under an authority of the test's own. */
class ProtectedBrokerIT {

    @TempDir
    static Path folder;

    private static KafkaBroker.Protection protection;

    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws Exception {
        OwnAuthority own = new OwnAuthority(Files.createDirectories(folder.resolve("own")));
        own.sign("broker", "RSA");
        new OwnAuthority(Files.createDirectories(folder.resolve("other")));
        Path store = folder.resolve("store.pem");
        Files.writeString(
                store,
                Files.readString(folder.resolve("own/broker.key"))
                        + Files.readString(folder.resolve("own/broker.pem")));
        protection = new KafkaBroker.Protection(store, own.certificate(), "ostiary", "a password");
        broker = new KafkaBroker(protection).start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void takesEventsOfWhoLogsIn() throws Exception {
        assertThat(send("own/ca.pem", protection.login())).isNotNegative();
    }

    @Test
    void takesNothingWithAnotherPassword() {
        assertThatThrownBy(() -> send("own/ca.pem", protection.login().replace("a password", "another")))
                .rootCause()
                .isInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void tellsNothingToABrokerOfAnotherAuthority() {
        assertThatThrownBy(() -> send("other/ca.pem", protection.login()))
                .hasCauseInstanceOf(SslAuthenticationException.class);
    }

    /** The offset of a record that was sent with the variables of a service. */
    private static long send(String ca, String login) throws Exception {
        Map<String, Object> settings = new HashMap<>(KafkaSecurity.settings(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValue("ostiary.kafka.security-protocol", "SASL_SSL")
                .withDefaultValue("ostiary.kafka.sasl-mechanism", "SCRAM-SHA-512")
                .withDefaultValue("ostiary.kafka.sasl-jaas-config", login)
                .withDefaultValue("ostiary.kafka.ca", folder.resolve(ca).toString())
                .build()));
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("max.block.ms", 20_000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>("protected", "key", "value"))
                    .get(30, TimeUnit.SECONDS)
                    .offset();
        }
    }
}
