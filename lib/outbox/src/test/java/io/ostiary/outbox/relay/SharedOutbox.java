package io.ostiary.outbox.relay;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.outbox.Published;
import io.ostiary.outbox.write.Buckets;
import io.ostiary.testkit.server.KafkaBroker;
import io.ostiary.testkit.server.PostgresServer;
import io.ostiary.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.Driver;

/** An outbox that several relays empty, and what can be seen of them from outside. */
final class SharedOutbox implements AutoCloseable {

    static final String TOPIC = "shared.events";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    static {
        // Where a Quarkus test ran before, the driver is registered for that test's class loader only.
        new Driver();
    }

    final TestDatabase database = PostgresServer.shared().createDatabase("sample");
    final KafkaBroker kafka = new KafkaBroker().start();
    private final List<String> keys = keys();
    private int written;

    /** A key for each bucket, so that each has events. */
    private static List<String> keys() {
        Map<Integer, String> keys = new LinkedHashMap<>();
        for (int i = 0; keys.size() < Buckets.COUNT; i++) {
            keys.putIfAbsent(Buckets.of("key " + i), "key " + i);
        }
        return List.copyOf(keys.values());
    }

    /** How many buckets each relay holds, the one that comes first first. */
    List<Integer> owned() {
        List<Integer> counts = new ArrayList<>();
        rows("""
                SELECT count(*) FILTER (WHERE objid < 64) FROM pg_locks
                WHERE locktype = 'advisory' AND objsubid = 2 AND granted
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                GROUP BY pid ORDER BY pid
                """, row -> counts.add(row.getInt(1)));
        return counts;
    }

    /** Writes the next event of every key. */
    void write() {
        written++;
        for (String key : keys) {
            update("""
                    INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, destination, bucket, created_at,
                        deliver_after)
                    SELECT id, '%1$s', '%2$s', 'said',
                        json_build_object('id', id, 'partitionkey', '%2$s', 'sequence', '1:%3$d')::text,
                        'kafka:%1$s', %4$d, now(), now()
                    FROM gen_random_uuid() AS id
                    """.formatted(TOPIC, key, written, Buckets.of(key)));
        }
    }

    /** Whether everything that was written has been published and marked. */
    boolean isEmpty() {
        return count("SELECT count(*) FROM outbox") == 0;
    }

    /** All that lies in Kafka, repeats included. */
    List<JsonNode> published() {
        return Published.read(kafka.bootstrapServers(), TOPIC, LIMIT, events -> events.size() >= written * keys.size());
    }

    long count(String sql) {
        List<Long> found = new ArrayList<>();
        rows(sql, row -> found.add(row.getLong(1)));
        return found.getFirst();
    }

    private void update(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void rows(String sql, RowReader reader) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    @Override
    public void close() {
        kafka.close();
    }
}
