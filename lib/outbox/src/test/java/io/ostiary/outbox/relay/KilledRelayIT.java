package io.ostiary.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.outbox.Published;
import io.ostiary.outbox.write.Buckets;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.KafkaBroker;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event counts as published once Kafka has it, not once it lies in the memory of a process. */
class KilledRelayIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOPIC = "killed.events";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final KafkaBroker broker = new KafkaBroker();
    private final List<Process> relays = new ArrayList<>();
    private Map<String, String> database;
    private Pool pool;

    @BeforeEach
    void start() {
        broker.start();
        EmbeddedDatabase server = new EmbeddedDatabase();
        server.init(Map.of("schema", "sample"));
        database = server.start();
        pool = PgBuilder.pool().connectingTo(options()).using(vertx).build();
    }

    @AfterEach
    void stop() {
        relays.forEach(Process::destroyForcibly);
        pool.close();
        vertx.close();
        broker.close();
    }

    @Test
    void losesNoEventWhenItDiesBeforeKafkaIsBack() throws Exception {
        // Given: a relay whose producer knows the broker.
        append("before");
        Path output = startRelay();
        await().atMost(LIMIT).until(() -> waiting() == 0);

        // When
        broker.stop();
        append("meanwhile");
        append("as well");
        await().atMost(LIMIT)
                .until(() -> waiting() == 0 || Files.readString(output).contains(PublishingProcess.AWAY));
        relays.getFirst().destroyForcibly().waitFor();
        broker.start();
        startRelay();

        // Then
        await().atMost(LIMIT).until(() -> waiting() == 0);
        assertThat(published()).containsExactlyInAnyOrder("before", "meanwhile", "as well");
    }

    private Path startRelay() throws IOException {
        Path output = folder.resolve("relay-" + relays.size());
        relays.add(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PublishingProcess.class.getName(),
                        database.get("quarkus.datasource.reactive.url").replaceFirst("^vertx-reactive:", ""),
                        database.get("quarkus.datasource.username"),
                        database.get("quarkus.datasource.password"),
                        broker.bootstrapServers())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
        return output;
    }

    private PgConnectOptions options() {
        return PgConnectOptions.fromUri(
                        database.get("quarkus.datasource.reactive.url").replaceFirst("^vertx-reactive:", ""))
                .setUser(database.get("quarkus.datasource.username"))
                .setPassword(database.get("quarkus.datasource.password"));
    }

    /** Each event has a key of its own, so that none waits for another. */
    private void append(String text) {
        UUID id = UUID.randomUUID();
        String envelope = Json.object()
                .put("sequence", "1:1")
                .put("id", id.toString())
                .put("partitionkey", text)
                .toString();
        query(
                "INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, destination, bucket, created_at,"
                        + " deliver_after) VALUES ($1, $2, $3, 'sample.said', $4, 'kafka:' || $2, $5, now(), now())",
                Tuple.of(id, TOPIC, text, envelope, (short) Buckets.of(text)));
    }

    private long waiting() {
        return query("SELECT count(*) FROM outbox", Tuple.tuple());
    }

    private long query(String sql, Tuple values) {
        var rows = pool.preparedQuery(sql)
                .execute(values)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .iterator();
        return rows.hasNext() ? rows.next().getLong(0) : 0;
    }

    private List<String> published() {
        List<JsonNode> events = Published.read(
                broker.bootstrapServers(),
                TOPIC,
                Duration.ofSeconds(15),
                all -> Published.sequences(all).size() >= 3);
        return List.copyOf(Published.sequences(events).keySet());
    }
}
