package io.ostiary.config.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ostiary.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CleanupStatementTest {

    private static final String TEXT = """
            -- What is said here: nothing that counts.
            -- flow: database.cleanup.older_than + 24h
            DELETE FROM flow WHERE expires_at < $1
                LIMIT $2;

            -- message: ostiary.courier.retention
            DELETE FROM message WHERE at < now() - make_interval(secs => $1) LIMIT $2;

            -- invalidation: 10m
            DELETE FROM invalidation WHERE at < $1 LIMIT $2;
            """;

    private final List<CleanupStatement> statements = CleanupStatement.parse(TEXT);

    @Test
    void readsTablesAndStatements() {
        assertThat(statements).extracting(CleanupStatement::table).containsExactly("flow", "message", "invalidation");
        assertThat(statements.getFirst().sql()).isEqualTo("DELETE FROM flow WHERE expires_at < $1\n    LIMIT $2");
        assertThat(statements).extracting(CleanupStatement::takesAge).containsExactly(false, true, false);
    }

    @Test
    void addsTheConfiguredAge() throws IOException {
        Configuration configuration =
                configuration("database: {cleanup: {older_than: 2h}}\nostiary: {courier: {retention: 5m}}");

        assertThat(ages(configuration))
                .containsExactly(Duration.ofHours(26), Duration.ofMinutes(5), Duration.ofMinutes(10));
    }

    @Test
    void keepsForEverWhereTheKeySaysSo() throws IOException {
        Configuration configuration = configuration("ostiary: {courier: {retention: 0s}}");

        assertThat(ages(configuration)).containsExactly(Duration.ofHours(24), null, Duration.ofMinutes(10));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CleanupStatement.read(getClass(), "/cleanup/none.sql"))
                .withMessageContaining("/cleanup/none.sql");
    }

    private List<Duration> ages(Configuration configuration) {
        return statements.stream()
                .map(each -> each.age(configuration).orElse(null))
                .toList();
    }

    private static Configuration configuration(String more) throws IOException {
        String yaml = """
                identity: {schemas: [{id: default, url: "base64://e30="}]}
                selfservice: {default_browser_return_url: "http://127.0.0.1/"}
                secrets: {cookie: [a-cookie-secret-for-tests-only]}
                %s
                """.formatted(more);
        return Configuration.of((ObjectNode) new YAMLMapper().readTree(yaml), Map.of(), Path.of("."));
    }
}
