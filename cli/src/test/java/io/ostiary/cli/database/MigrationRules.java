package io.ostiary.cli.database;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a migration may do while services of the last release go on working on the same tables: add
 * (expand), and nothing that locks a table for longer than a moment. What takes something away
 * (contract) stands in a file of its own, {@code …__contract.sql}, which comes a release later.
 * Files that don't run in a transaction must be able to run again from their beginning.
 */
final class MigrationRules {

    private static final Pattern CREATED = Pattern.compile("^CREATE TABLE (?:IF NOT EXISTS )?(\\S+)");
    private static final Pattern INDEX = Pattern.compile(
            "^CREATE (?:UNIQUE )?INDEX (CONCURRENTLY )?(?:IF NOT EXISTS )?(?:(\\S+) )?ON (?:ONLY )?(\\S+)");
    private static final Pattern INDEX_DROPPED = Pattern.compile("^DROP INDEX CONCURRENTLY IF EXISTS (\\S+)$");
    private static final Pattern ALTERED = Pattern.compile("^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?(\\S+) (.*)$");
    private static final Pattern TAKES_AWAY = Pattern.compile(
            "^(DROP|TRUNCATE|ALTER \\S+ (TYPE|SET DATA TYPE|DROP DEFAULT)|ALTER COLUMN \\S+ (TYPE|SET DATA TYPE|DROP DEFAULT))\\b"
                    + "|^ALTER \\S+ .*\\bRENAME\\b|^RENAME\\b|^DETACH\\b");
    private static final Pattern LOOSENS = Pattern.compile("^ALTER (?:COLUMN )?\\S+ DROP NOT NULL$");
    private static final Pattern COLUMN_ADDED =
            Pattern.compile("^ADD (?!CONSTRAINT|CHECK|FOREIGN|UNIQUE|PRIMARY|EXCLUDE)");
    private static final Pattern CONSTRAINT_ADDED =
            Pattern.compile("^ADD (CONSTRAINT|CHECK|FOREIGN|UNIQUE|PRIMARY|EXCLUDE)");
    private static final Pattern LOCKS =
            Pattern.compile("^(REINDEX(?!.* CONCURRENTLY )|CLUSTER|VACUUM FULL|VACUUM \\(.*FULL|LOCK|REFRESH)\\b");
    private static final Pattern VALIDATES = Pattern.compile("^ALTER TABLE .* VALIDATE CONSTRAINT ");
    private static final Pattern REWRITES = Pattern.compile(
            "\\b(GENERATED|SERIAL|BIGSERIAL|NEXTVAL|GEN_RANDOM_UUID|RANDOM|CLOCK_TIMESTAMP|UUIDV7|UNIQUE|PRIMARY KEY|REFERENCES)\\b");

    private final boolean contracts;
    private final List<String> statements;
    private final Set<String> created = new HashSet<>();
    private final Set<String> indexesDropped = new HashSet<>();
    private final List<String> objections = new ArrayList<>();

    private MigrationRules(String file, String sql) {
        this.contracts = file.endsWith("__contract.sql");
        this.statements = statements(sql);
    }

    /**
     * What is wrong with a migration.
     *
     * @param file its name
     * @param sql its content
     */
    static List<String> objections(String file, String sql) {
        MigrationRules rules = new MigrationRules(file, sql);
        rules.statements.forEach(rules::check);
        rules.checkTransaction();
        return rules.objections;
    }

    private void check(String statement) {
        Matcher table = CREATED.matcher(statement);
        Matcher index = INDEX.matcher(statement);
        Matcher dropped = INDEX_DROPPED.matcher(statement);
        Matcher altered = ALTERED.matcher(statement);
        if (table.find()) {
            created.add(table.group(1));
        } else if (index.find()) {
            checkIndex(index.group(1) != null, index.group(2), index.group(3));
        } else if (dropped.find()) {
            indexesDropped.add(dropped.group(1));
        } else if (altered.find()) {
            boolean isNew = created.contains(altered.group(1)) || isReplaced(altered.group(1));
            actions(altered.group(2)).stream().filter(action -> !isNew).forEach(this::checkAction);
        } else if (LOCKS.matcher(statement).find()) {
            objections.add("keeps a table locked for as long as it takes: " + statement);
        } else if (TAKES_AWAY.matcher(statement).find() && !contracts) {
            objections.add("takes something away: " + statement);
        }
    }

    /** Whether a table of this file takes the name over, so that nobody misses it. */
    private boolean isReplaced(String table) {
        return created.stream().anyMatch(each -> statements.contains("ALTER TABLE " + each + " RENAME TO " + table));
    }

    private void checkIndex(boolean concurrently, @Nullable String name, String table) {
        if (!concurrently && !created.contains(table)) {
            objections.add("locks " + table + " against writing while the index " + name + " is made");
        }
        if (name == null) {
            objections.add("an index on " + table + " needs a name, to be found again");
        } else if (concurrently && !indexesDropped.contains(name)) {
            objections.add("can't run again: DROP INDEX CONCURRENTLY IF EXISTS " + name + " must come first");
        }
    }

    private void checkAction(String action) {
        if (LOOSENS.matcher(action).find()) {
            return;
        }
        if (TAKES_AWAY.matcher(action).find() && !contracts) {
            objections.add("takes something away: " + action);
        }
        if (action.contains(" SET NOT NULL") && !contracts) {
            objections.add("old services may still write null: " + action);
        }
        if (COLUMN_ADDED.matcher(action).find()) {
            if (action.contains(" NOT NULL") && !action.contains(" DEFAULT ")) {
                objections.add("old services don't know the column, so it needs a default: " + action);
            }
            if (REWRITES.matcher(action).find()) {
                objections.add("rewrites or scans the table under a lock: " + action);
            }
        }
        if (CONSTRAINT_ADDED.matcher(action).find()
                && !action.endsWith(" NOT VALID")
                && !action.contains(" USING INDEX ")) {
            objections.add("scans the table under a lock, unless NOT VALID or USING INDEX: " + action);
        }
    }

    /** CONCURRENTLY runs outside of a transaction, so nothing else of its file would be taken back. */
    private void checkTransaction() {
        long outside =
                statements.stream().filter(s -> s.contains(" CONCURRENTLY ")).count();
        if (outside > 0 && outside < statements.size()) {
            objections.add("what is made CONCURRENTLY needs a file of its own");
        }
        // A lock that the same transaction took for another change is held until all rows are read.
        boolean validates =
                statements.stream().anyMatch(s -> VALIDATES.matcher(s).find());
        boolean onlyValidates =
                statements.stream().allMatch(s -> VALIDATES.matcher(s).find());
        if (validates && !onlyValidates) {
            objections.add("VALIDATE CONSTRAINT needs a file of its own");
        }
        // What is not made again is taken away.
        boolean makesNone = statements.stream().noneMatch(s -> INDEX.matcher(s).find());
        if (!indexesDropped.isEmpty() && makesNone && !contracts) {
            objections.add("takes something away: " + indexesDropped);
        }
    }

    private static List<String> statements(String sql) {
        String bare = sql.replaceAll("(?s)/\\*.*?\\*/", " ")
                .replaceAll("--[^\n]*", " ")
                .replaceAll("(?s)\\$(\\w*)\\$.*?\\$\\1\\$", "''")
                .replaceAll("'(?:[^']|'')*'", "''");
        List<String> statements = new ArrayList<>();
        for (String statement : bare.split(";")) {
            String line = statement.replace("\"", "").replaceAll("\\s+", " ").strip();
            if (!line.isEmpty()) {
                statements.add(
                        line.replaceAll("\\(", " (").replaceAll("\\s+", " ").toUpperCase());
            }
        }
        return statements;
    }

    /** The actions of one ALTER TABLE: separated by commas that stand in no brackets. */
    private static List<String> actions(String text) {
        List<String> actions = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                actions.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        actions.add(text.substring(start).strip());
        return actions;
    }
}
