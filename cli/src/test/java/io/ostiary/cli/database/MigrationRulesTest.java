package io.ostiary.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads all migrations of the suite by {@link MigrationRules}; each rule is shown to object. */
class MigrationRulesTest {

    @ParameterizedTest
    @EnumSource(ServiceSchema.class)
    void everyMigrationLetsTheLastReleaseGoOnWorking(ServiceSchema schema) throws IOException {
        List<Path> migrations = migrations(schema);
        assertThat(migrations).hasSizeGreaterThanOrEqualTo(2);
        for (Path migration : migrations) {
            assertThat(MigrationRules.objections(migration.getFileName().toString(), Files.readString(migration)))
                    .as(migration.toString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE t",
                "TRUNCATE t",
                "ALTER TABLE t DROP COLUMN a",
                "ALTER TABLE t ADD COLUMN c int, DROP CONSTRAINT k",
                "ALTER TABLE t RENAME TO u",
                "alter table t rename column a to b",
                "ALTER INDEX i RENAME TO k",
                "ALTER TABLE t ALTER COLUMN a TYPE bigint",
                "ALTER TABLE t ALTER a SET DATA TYPE bigint",
                "ALTER TABLE t ALTER COLUMN a DROP DEFAULT",
                "ALTER TABLE t DETACH PARTITION p",
                "DROP INDEX CONCURRENTLY IF EXISTS i",
                "DROP FUNCTION f()"
            })
    void takingAwayIsForContractFiles(String sql) {
        assertThat(MigrationRules.objections("V9__x.sql", sql)).anyMatch(o -> o.startsWith("takes something away"));
        assertThat(MigrationRules.objections("V9__x__contract.sql", sql)).isEmpty();
    }

    @Test
    void aTableMayTakeTheNameOfAnother() {
        String sql = "CREATE TABLE n (LIKE t); ALTER TABLE t RENAME TO o; ";
        assertThat(MigrationRules.objections("V9__x.sql", sql)).isNotEmpty();
        assertThat(MigrationRules.objections("V9__x.sql", sql + "ALTER TABLE n RENAME TO t"))
                .isEmpty();
    }

    @Test
    void anIndexOnATableThatExistsIsMadeConcurrently() {
        assertThat(MigrationRules.objections("V9__x.sql", "CREATE UNIQUE INDEX i ON t(a);"))
                .singleElement()
                .asString()
                .startsWith("locks T");
        assertThat(MigrationRules.objections("V9__x.sql", "CREATE TABLE t (a int); CREATE INDEX i ON t (a);"))
                .isEmpty();
        assertThat(MigrationRules.objections(
                        "V9__x.sql", "DROP INDEX CONCURRENTLY IF EXISTS i; CREATE INDEX CONCURRENTLY i ON t (a);"))
                .isEmpty();
    }

    @Test
    void whatRunsOutsideATransactionCanRunAgain() {
        assertThat(MigrationRules.objections("V9__x.sql", "CREATE INDEX CONCURRENTLY i ON t (a)"))
                .anyMatch(o -> o.startsWith("can't run again"));
        assertThat(MigrationRules.objections(
                        "V9__x.sql",
                        "DROP INDEX CONCURRENTLY IF EXISTS i; CREATE INDEX CONCURRENTLY i ON t (a);"
                                + " ALTER TABLE t ADD COLUMN b int"))
                .anyMatch(o -> o.endsWith("needs a file of its own"));
    }

    @Test
    void aNewColumnMayBeLeftOutByOldServices() {
        assertThat(MigrationRules.objections("V9__x.sql", "ALTER TABLE t ADD COLUMN a int NOT NULL"))
                .anyMatch(o -> o.startsWith("old services don't know the column"));
        assertThat(MigrationRules.objections("V9__x.sql", "ALTER TABLE t ALTER COLUMN a SET NOT NULL"))
                .anyMatch(o -> o.startsWith("old services may still write null"));
        assertThat(MigrationRules.objections(
                        "V9__x.sql",
                        "ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT 0, ADD b text DEFAULT 'x, not null',"
                                + " ALTER COLUMN c DROP NOT NULL; -- DROP TABLE t"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD COLUMN a uuid DEFAULT gen_random_uuid()",
                "ALTER TABLE t ADD COLUMN a bigint GENERATED ALWAYS AS IDENTITY",
                "ALTER TABLE t ADD COLUMN a text UNIQUE",
                "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0)",
                "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u",
                "ALTER TABLE t ADD PRIMARY KEY (a)"
            })
    void nothingReadsAWholeTableUnderALock(String sql) {
        assertThat(MigrationRules.objections("V9__x.sql", sql))
                .singleElement()
                .asString()
                .contains("under a lock");
        assertThat(MigrationRules.objections("V9__x.sql", "CREATE TABLE t (b int);" + sql))
                .isEmpty();
    }

    @Test
    void aConstraintMayBeAddedUncheckedOrOverAnIndex() {
        assertThat(MigrationRules.objections(
                        "V9__x.sql",
                        "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT VALID;"
                                + " ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX i"))
                .isEmpty();
        assertThat(MigrationRules.objections("V9__x.sql", "ALTER TABLE t VALIDATE CONSTRAINT k"))
                .isEmpty();
        assertThat(MigrationRules.objections(
                        "V9__x.sql",
                        "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT k"))
                .containsExactly("VALIDATE CONSTRAINT needs a file of its own");
    }

    @Test
    void anIndexHasAName() {
        assertThat(MigrationRules.objections("V9__x.sql", "CREATE INDEX ON t (a)"))
                .anyMatch(o -> o.startsWith("locks T"))
                .anyMatch(o -> o.contains("needs a name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOCK TABLE t",
                "CLUSTER t USING i",
                "VACUUM FULL t",
                "VACUUM (ANALYZE, FULL) t",
                "REINDEX TABLE t"
            })
    void noTableIsLockedForLong(String sql) {
        assertThat(MigrationRules.objections("V9__x.sql", sql))
                .singleElement()
                .asString()
                .startsWith("keeps a table locked");
        assertThat(MigrationRules.objections("V9__x.sql", "REINDEX TABLE CONCURRENTLY t"))
                .isEmpty();
    }

    /**
     * What has run somewhere is never changed: its databases would refuse the next migration. A new
     * file gets a line in {@code migrations.sha256}, by {@code sha256sum}.
     */
    @ParameterizedTest
    @EnumSource(ServiceSchema.class)
    void noMigrationThatHasRunIsChanged(ServiceSchema schema) throws Exception {
        Map<String, String> known = digests();
        for (Path file : migrations(schema)) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            assertThat(HexFormat.of().formatHex(digest))
                    .as(file.toString())
                    .isEqualTo(known.remove(schema.schemaName() + "/" + file.getFileName()));
        }
        assertThat(known.keySet())
                .as("files that are gone")
                .noneMatch(name -> name.startsWith(schema.schemaName() + "/"));
    }

    private static Map<String, String> digests() throws IOException {
        Map<String, String> digests = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("src", "test", "resources", "migrations.sha256"))) {
            String[] parts = line.split("  ");
            digests.put(parts[1], parts[0]);
        }
        return digests;
    }

    private static List<Path> migrations(ServiceSchema schema) throws IOException {
        String name = schema.schemaName();
        Path folder = Path.of("..", name + "-service", "src", "main", "resources", "db", name);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }
}
