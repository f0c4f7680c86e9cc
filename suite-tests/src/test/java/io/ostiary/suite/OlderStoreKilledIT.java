package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The migration of a store of version 0.1.0 is killed half-way. */
class OlderStoreKilledIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String FLOW_VERSION =
            "SELECT version FROM flow.flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1";

    @TempDir
    Path folder;

    private RunningStack host;
    private OlderStore store;

    @BeforeEach
    void load() throws Exception {
        host = RunningStack.start(StackConfig.in(folder.resolve("host")), folder.resolve("data"));
        store = OlderStore.load(folder.resolve("data"), "half");
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void isRunAgainAndLosesNothing() throws Exception {
        // Given
        String before = store.one("SELECT count(*) FROM flow.flow");
        try (Connection reader = store.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("LOCK TABLE flow.flow IN ACCESS SHARE MODE");

            // When: it waits for the reader, in the middle of a file.
            Process migration = store.startMigration();
            await().atMost(LIMIT).until(() -> !migration.isAlive() || waitsForALock());
            assertThat(migration.isAlive())
                    .as(() -> OlderStore.output(migration))
                    .isTrue();
            RunningStack.signal("KILL", -migration.pid());
            assertThat(migration.waitFor()).isNotZero();
            reader.rollback();
        }

        // Then
        assertThat(store.one(FLOW_VERSION)).isEqualTo("4");
        assertThat(store.migrate()).contains("flow");
        assertThat(store.one(FLOW_VERSION)).isNotEqualTo("4");
        assertThat(store.one("SELECT count(*) FROM flow.flow_default")).isEqualTo(before);
        assertThat(store.migrate()).contains("0 applied");
    }

    private boolean waitsForALock() throws Exception {
        return store.one("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock' AND wait_event = 'relation'")
                .equals("1");
    }
}
