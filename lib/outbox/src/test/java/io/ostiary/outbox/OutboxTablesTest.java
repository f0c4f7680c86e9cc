package io.ostiary.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTablesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/test/resources/db/sample/V1__outbox.sql",
                "../../identity-service/src/main/resources/db/identity/V1__outbox.sql",
                "../../session-service/src/main/resources/db/session/V1__outbox.sql",
                "../../flow-service/src/main/resources/db/flow/V1__outbox.sql",
                "../../courier-service/src/main/resources/db/courier/V1__outbox.sql"
            })
    void firstMigrationIsTheOutbox(String copy) throws IOException {
        assertThat(Path.of(copy)).hasSameTextualContentAs(Path.of("src/main/resources/db/outbox/outbox.sql"));
        assertThat(Files.readString(Path.of(copy))).contains("CREATE TABLE outbox");
    }
}
