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

    private static final String LOCK = READ + " FOR UPDATE";

    private static final String SET = """
            UPDATE credentials SET config = $3::text::jsonb, updated_at = greatest(now(), updated_at + interval '1 us')
            WHERE identity_id = $1 AND type = $2
            """;

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
        return attempt(note, ATTEMPTS);
    }

    /** As {@link #write}, in the session's transaction; the row is locked until it ends. */
    public Uni<Boolean> writeIn(Mutiny.Session session, Note note) {
        return SessionSql.single(
                        session,
                        String.class,
                        LOCK,
                        note.identityId(),
                        note.type().wire())
                .chain(stored -> changed(note, stored)
                        .map(config -> set(session, note, config))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Boolean> set(Mutiny.Session session, Note note, JsonNode config) {
        String sealed = seal.seal(note.identityId(), note.type(), config).toString();
        return SessionSql.update(session, SET, note.identityId(), note.type().wire(), sealed)
                .map(rows -> rows == 1);
    }

    private Uni<Boolean> attempt(Note note, int left) {
        if (left == 0) {
            return Uni.createFrom()
                    .failure(new ProblemException(
                            new Problem.Conflict("Others change these credentials all the time. Try again.")));
        }
        return pool.preparedQuery(READ)
                .execute(Tuple.of(note.identityId(), note.type().wire()))
                .map(PostgresNotes::text)
                .chain(stored -> changed(note, stored)
                        .map(config -> swap(note, stored, config, left))
                        .orElseGet(() -> Uni.createFrom().item(false)))
                .onFailure()
                .transform(PostgresFailures::translate);
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

    private Uni<Boolean> swap(Note note, @Nullable String stored, JsonNode config, int left) {
        String sealed = seal.seal(note.identityId(), note.type(), config).toString();
        return pool.preparedQuery(WRITE)
                .execute(Tuple.of(note.identityId(), note.type().wire(), stored, sealed))
                .chain(rows -> rows.rowCount() == 1 ? Uni.createFrom().item(true) : attempt(note, left - 1));
    }
}
