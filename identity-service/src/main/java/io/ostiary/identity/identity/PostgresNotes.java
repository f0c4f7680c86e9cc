package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.credentials.CredentialsSeal;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.outbox.database.SessionSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Notes on items of credentials: sign counts, used backup codes. Compare and set on the stored
 * config, so that of any number of attempts on one item one wins; the identity's version stays.
 */
@Singleton
public class PostgresNotes {

    private static final int ATTEMPTS = 10;

    private static final String READ = "SELECT config::text FROM credentials WHERE identity_id = $1 AND type = $2";

    private static final String WRITE = """
            UPDATE credentials SET config = $4::text::jsonb, updated_at = greatest(now(), updated_at + interval '1 us')
            WHERE identity_id = $1 AND type = $2 AND config = $3::text::jsonb
            """;

    private final Pool pool;
    private final CredentialsSeal seal;

    PostgresNotes(Pool pool, CredentialsSeal seal) {
        this.pool = pool;
        this.seal = seal;
    }

    /**
     * A note.
     *
     * @param word of the item
     * @param before the item as it was seen
     * @param after the item as it is to be, of the same word
     */
    public record Note(UUID identityId, CredentialsType type, String word, JsonNode before, JsonNode after) {}

    /**
     * Writes the note if the item is still as it was seen. @return whether it was; fails with {@link
     * Problem.Conflict} when others go on writing the same config
     */
    public Uni<Boolean> write(Note note) {
        return attempt(onPool(note), note, ATTEMPTS).onFailure().transform(PostgresFailures::translate);
    }

    /** As above, in the session's transaction. */
    public Uni<Boolean> write(Mutiny.Session session, Note note) {
        return attempt(within(session, note), note, ATTEMPTS);
    }

    /** The config of a note's credentials. */
    private interface Stored {

        /** The config as it lies in the database; null when there is none. */
        Uni<@Nullable String> read();

        /** Replaces it if it is still what was read. */
        Uni<Boolean> swap(String read, String config);
    }

    private Stored onPool(Note note) {
        return new Stored() {
            @Override
            public Uni<@Nullable String> read() {
                return pool.preparedQuery(READ)
                        .execute(Tuple.of(note.identityId(), note.type().wire()))
                        .map(PostgresNotes::text);
            }

            @Override
            public Uni<Boolean> swap(String read, String config) {
                return pool.preparedQuery(WRITE)
                        .execute(Tuple.of(note.identityId(), note.type().wire(), read, config))
                        .map(rows -> rows.rowCount() == 1);
            }
        };
    }

    private static Stored within(Mutiny.Session session, Note note) {
        return new Stored() {
            @Override
            public Uni<@Nullable String> read() {
                return SessionSql.single(
                        session, String.class, READ, note.identityId(), note.type().wire());
            }

            @Override
            public Uni<Boolean> swap(String read, String config) {
                return SessionSql.update(
                                session, WRITE, note.identityId(), note.type().wire(), read, config)
                        .map(rows -> rows == 1);
            }
        };
    }

    private Uni<Boolean> attempt(Stored stored, Note note, int left) {
        if (left == 0) {
            return Uni.createFrom()
                    .failure(new ProblemException(
                            new Problem.Conflict("Others change these credentials all the time. Try again.")));
        }
        return stored.read().chain(read -> changed(note, read)
                .map(config -> swap(stored, note, read, config, left))
                .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private static @Nullable String text(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        return rows.iterator().hasNext() ? rows.iterator().next().getString(0) : null;
    }

    /** The config with the note; empty when the item isn't as it was seen. */
    private Optional<JsonNode> changed(Note note, @Nullable String stored) {
        if (stored == null) {
            return Optional.empty();
        }
        JsonNode config = seal.open(note.identityId(), note.type(), Json.read(stored, JsonNode.class));
        return note.type()
                .shape()
                .item(config, note.word())
                .filter(note.before()::equals)
                .map(item -> note.type().shape().with(config, note.after()));
    }

    private Uni<Boolean> swap(Stored stored, Note note, @Nullable String read, JsonNode config, int left) {
        String sealed = seal.seal(note.identityId(), note.type(), config).toString();
        return stored.swap(Objects.requireNonNull(read), sealed)
                .chain(won -> won ? Uni.createFrom().item(true) : attempt(stored, note, left - 1));
    }
}
