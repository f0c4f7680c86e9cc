package io.ostiary.config.cleanup;

import io.ostiary.config.Configuration;
import io.ostiary.config.GoDuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement that deletes a batch of what has expired in a table.
 *
 * <p>In its file a line {@code -- TABLE: AGE} stands above it. The age is a duration ({@code 24h}),
 * a key of the configuration ({@code ostiary.courier.retention}; {@code 0s} there keeps all), or
 * the sum of both ({@code database.cleanup.older_than + 24h}).
 *
 * @param table whose rows it deletes
 * @param key the key that says how old rows have to be, or null
 * @param least how old they have to be besides
 * @param sql with two parameters: {@code $1} is a time, or an age in seconds (see {@link
 *     #takesAge}), {@code $2} how many rows at most
 */
public record CleanupStatement(String table, @Nullable String key, Duration least, String sql) {

    private static final Pattern HEAD =
            Pattern.compile("(?m)^-- (\\w+): (?:([a-z_.]+)|(?:([a-z_.]+) \\+ )?([0-9]+[hms]))$");

    private static final Pattern REMARK = Pattern.compile("(?m)^--.*$");

    private static final String AGE_PARAMETER = "make_interval(secs => $1)";

    /**
     * Reads the statements of a file.
     *
     * @param owner a class beside whose package the file is looked up
     * @param resource such as {@code /cleanup/flow.sql}
     * @throws IllegalStateException when there is no such file, or no statement in it
     */
    public static List<CleanupStatement> read(Class<?> owner, String resource) {
        String text;
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + resource);
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<CleanupStatement> statements = parse(text);
        if (statements.isEmpty()) {
            throw new IllegalStateException("there is no statement in " + resource);
        }
        return statements;
    }

    static List<CleanupStatement> parse(String text) {
        List<CleanupStatement> statements = new ArrayList<>();
        Matcher head = HEAD.matcher(text);
        boolean found = head.find();
        while (found) {
            String table = head.group(1);
            String alone = head.group(2);
            String key = alone == null ? head.group(3) : alone;
            Duration least = alone == null ? GoDuration.parse(head.group(4)) : Duration.ZERO;
            int start = head.end();
            found = head.find();
            String body = text.substring(start, found ? head.start() : text.length());
            statements.add(new CleanupStatement(table, key, least, withoutRemarks(body)));
        }
        return List.copyOf(statements);
    }

    private static String withoutRemarks(String body) {
        return REMARK.matcher(body).replaceAll("").strip().replaceFirst(";$", "");
    }

    /** How long after its end a row is removed; empty when rows are kept for ever. */
    public Optional<Duration> age(Configuration configuration) {
        if (key == null) {
            return Optional.of(least);
        }
        Duration configured = configuration.duration(key);
        boolean keepsAll = least.isZero() && configured.isZero();
        return keepsAll ? Optional.empty() : Optional.of(configured.plus(least));
    }

    /** Whether {@code $1} is an age in seconds, by the database's clock, instead of a time. */
    public boolean takesAge() {
        return sql.contains(AGE_PARAMETER);
    }
}
