package io.ostiary.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedServersTest {

    @Test
    void createsMigratedDatabaseOwnedByTheServicesRole() throws Exception {
        // Given
        EmbeddedDatabase resource = new EmbeddedDatabase();
        resource.init(Map.of("schema", "sample"));

        // When
        Map<String, String> settings = resource.start();

        // Then
        String url = "jdbc:" + settings.get("OSTIARY_DB_URL").replace("search_path", "currentSchema");
        try (var connection = DriverManager.getConnection(
                        url, settings.get("OSTIARY_DB_USER"), settings.get("OSTIARY_DB_PASSWORD"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT current_user, (SELECT count(*) FROM sample)")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("ostiary_sample");
        }
    }

    @Test
    void brokerReturnsOnItsPort() throws Exception {
        try (KafkaBroker broker = new KafkaBroker().start()) {
            // Given
            send(broker, "one");

            // When
            broker.stop();
            broker.start();

            // Then
            assertThat(send(broker, "two")).isEqualTo(1);
        }
    }

    private static long send(KafkaBroker broker, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>("sample", 0, "key", value))
                    .get(20, TimeUnit.SECONDS)
                    .offset();
        }
    }
}
