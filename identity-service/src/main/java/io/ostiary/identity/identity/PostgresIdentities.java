package io.ostiary.identity.identity;

import io.ostiary.contract.json.Json;
import io.ostiary.identity.address.Via;
import io.ostiary.identity.credentials.CredentialsSeal;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.outbox.database.SessionSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Identities in PostgreSQL. Each read is one statement that brings a whole identity as JSON, each
 * write one statement that takes one: an identity has rows in five tables, and round trips cost
 * more than the database's own work.
 */
@ApplicationScoped
public class PostgresIdentities {

    private final Pool pool;
    private final CredentialsSeal seal;

    PostgresIdentities(Pool pool, CredentialsSeal seal) {
        this.pool = pool;
        this.seal = seal;
    }

    /** The identity, or null. */
    public Uni<@Nullable Identity> find(UUID id) {
        return one(IdentityStatements.BY_ID, Tuple.of(id));
    }

    /** The identity that another system calls so, or null. */
    public Uni<@Nullable Identity> findByExternalId(String externalId) {
        return one(IdentityStatements.BY_EXTERNAL_ID, Tuple.of(externalId));
    }

    /**
     * The identity that a normalised identifier finds, or null.
     *
     * @param type only by credentials of this type; null: of any type
     */
    public Uni<@Nullable Identity> findByIdentifier(String identifier, @Nullable CredentialsType type) {
        return type == null
                ? one(IdentityStatements.BY_IDENTIFIER, Tuple.of(identifier))
                : one(IdentityStatements.BY_TYPE_AND_IDENTIFIER, Tuple.of(type.wire(), identifier));
    }

    /** The identity that has a verifiable address, or null. */
    public Uni<@Nullable Identity> findByVerifiableAddress(Via via, String value) {
        return one(IdentityStatements.BY_VERIFIABLE_ADDRESS, Tuple.of(via.wire(), value));
    }

    /** The identity that has a recovery address, or null. */
    public Uni<@Nullable Identity> findByRecoveryAddress(Via via, String value) {
        return one(IdentityStatements.BY_RECOVERY_ADDRESS, Tuple.of(via.wire(), value));
    }

    /**
     * A page of identities in the order of their ids, one more than the page holds when there are
     * more.
     */
    public Uni<List<Identity>> list(Listing listing) {
        Tuple parameters = Tuple.tuple();
        String where = switch (listing.filter()) {
            case Listing.All all -> "true";
            case Listing.ByIds by -> {
                parameters.addArrayOfUUID(by.ids().toArray(UUID[]::new));
                yield "i.id = ANY($1)";
            }
            case Listing.ByOrganization by -> {
                parameters.addUUID(by.id());
                yield "i.organization_id = $1";
            }
            case Listing.ByIdentifier by -> {
                parameters.addString(by.identifier());
                parameters.addString(by.raw());
                yield IdentityStatements.hasIdentifier();
            }
            case Listing.ByPrefix by -> {
                parameters.addString(by.prefix());
                parameters.addString(by.prefix() + Character.toString(Character.MAX_CODE_POINT));
                yield IdentityStatements.hasPrefix();
            }
        };
        int at = parameters.size();
        String page;
        if (listing.after() != null) {
            parameters.addUUID(listing.after()).addInteger(listing.size() + 1);
            page = " AND i.id > $%d ORDER BY i.id LIMIT $%d".formatted(at + 1, at + 2);
        } else {
            parameters.addInteger(listing.size()).addInteger(listing.offset());
            page = " ORDER BY i.id LIMIT $%d OFFSET $%d".formatted(at + 1, at + 2);
        }
        boolean full = listing.withCredentials();
        String sql = full ? IdentityStatements.LIST_WITH_CREDENTIALS : IdentityStatements.LIST;
        return pool.preparedQuery(sql.formatted(where + page))
                .execute(parameters)
                .map(rows -> full ? all(rows) : PostgresListRows.read(rows))
                .onFailure()
                .transform(PostgresFailures::translate);
    }

    /** How many identities there are; an estimate once counting them would be slow. */
    public Uni<Long> count() {
        return pool.preparedQuery(IdentityStatements.COUNT)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .onFailure()
                .transform(PostgresFailures::translate);
    }

    /**
     * Ids of identities that hold any of the identifiers or addresses of {@code wanted}, the first
     * conflict first; or null.
     */
    public Uni<@Nullable Conflict> conflictWith(Identity wanted) {
        return pool.preparedQuery(IdentityStatements.CONFLICT)
                .execute(Tuple.of(Json.text(wanted)))
                .map(PostgresIdentities::conflict)
                .onFailure()
                .transform(PostgresFailures::translate);
    }

    /**
     * Who holds an identifier or address.
     *
     * @param heldBy the identity
     * @param what it holds
     * @param as credentials type, or channel of an address
     */
    public record Conflict(UUID heldBy, String what, String as) {}

    private static @Nullable Conflict conflict(RowSet<Row> rows) {
        if (!rows.iterator().hasNext()) {
            return null;
        }
        Row row = rows.iterator().next();
        return new Conflict(row.getUUID(0), row.getString(1), row.getString(2));
    }

    /**
     * Writes new identities, all or none. Fails with {@link TakenException} when something unique
     * is taken.
     */
    public Uni<Void> insert(Mutiny.Session session, Collection<Identity> identities) {
        NewRows rows = NewRows.of(identities, seal);
        return SessionSql.single(
                        session,
                        Long.class,
                        IdentityStatements.INSERT,
                        rows.identities().toString(),
                        rows.credentials().toString(),
                        rows.identifiers().toString(),
                        rows.verifiable().toString(),
                        rows.recovery().toString())
                .replaceWithVoid();
    }

    /**
     * Writes what differs.
     *
     * @return false when the stored version is no longer that of {@code before}; nothing is written
     *     then
     */
    public Uni<Boolean> update(Mutiny.Session session, Identity before, Identity after) {
        return SessionSql.single(
                        session,
                        Long.class,
                        IdentityStatements.UPDATE,
                        Differences.between(before, after, seal).toString(),
                        before.version())
                .map(count -> count == 1);
    }

    /**
     * Replaces a password hash by one of the same password, unless it was changed meanwhile. Others
     * don't notice, so the version stays.
     */
    public Uni<Void> replaceHash(UUID id, String before, String after) {
        return pool.preparedQuery(IdentityStatements.REPLACE_HASH)
                .execute(Tuple.of(id, before, after))
                .replaceWithVoid()
                .onFailure()
                .transform(PostgresFailures::translate);
    }

    /**
     * Stores the hash of a password that another system has confirmed, unless there is one by now.
     */
    public Uni<Void> keepMigratedHash(UUID id, String hash) {
        return pool.preparedQuery(IdentityStatements.KEEP_MIGRATED_HASH)
                .execute(Tuple.of(id, hash))
                .replaceWithVoid()
                .onFailure()
                .transform(PostgresFailures::translate);
    }

    /**
     * Deletes an identity and all that belongs to it.
     *
     * @return its last version, or null when there is none
     */
    public Uni<@Nullable Long> delete(Mutiny.Session session, UUID id) {
        return SessionSql.single(session, Long.class, IdentityStatements.DELETE, id);
    }

    private Uni<@Nullable Identity> one(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.iterator().hasNext() ? read(rows.iterator().next()) : null)
                .onFailure()
                .transform(PostgresFailures::translate);
    }

    private List<Identity> all(RowSet<Row> rows) {
        List<Identity> identities = new ArrayList<>(rows.size());
        rows.forEach(row -> identities.add(read(row)));
        return identities;
    }

    private Identity read(Row row) {
        Identity stored = Json.read(row.getString(0), Identity.class);
        return stored.withCredentials(stored.credentials().stream()
                .map(each -> each.opened(seal.open(stored.id(), each.type(), each.config())))
                .toList());
    }
}
