package io.ostiary.identity.identity;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.importing.ImportCredentials;
import io.ostiary.identity.importing.PreparedImport;
import io.ostiary.identity.schema.IdentitySchemas;
import io.ostiary.outbox.write.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Makes identities for the admin side: credentials are imported, the schema is followed, and all is
 * written in one transaction.
 */
@Singleton
public class CreateIdentities {

    private final IdentitySchemas schemas;
    private final ImportCredentials importing;
    private final SchemaFollowing following;
    private final PostgresIdentities identities;
    private final Transactions transactions;
    private final IdentityConsequences consequences;
    private final Clock clock;

    CreateIdentities(
            IdentitySchemas schemas,
            ImportCredentials importing,
            SchemaFollowing following,
            PostgresIdentities identities,
            Transactions transactions,
            IdentityConsequences consequences,
            Clock clock) {
        this.schemas = schemas;
        this.importing = importing;
        this.following = following;
        this.identities = identities;
        this.transactions = transactions;
        this.consequences = consequences;
        this.clock = clock;
    }

    /**
     * Makes one.
     *
     * @return fails with {@link Problem.BadRequest}, or {@link Problem.Conflict} when something of
     *     it is taken
     */
    Uni<Identity> create(CreateBody body) {
        Identity described = describe(body);
        return importing
                .prepare(body.credentials())
                .map(imported -> complete(described, imported))
                .call(identity -> write(List.of(identity)))
                .onFailure(TakenException.class)
                .transform(taken -> new ProblemException(((TakenException) taken).problem()));
    }

    /** What the body says, before anything that takes time. */
    Identity describe(CreateBody body) {
        return body.identity(schemas.defaultId(), now());
    }

    /** Credentials and schema. */
    Identity complete(Identity described, PreparedImport imported) {
        Instant now = now();
        Identity withCredentials = described
                .change()
                .credentials(imported.into(described.credentials(), described.id(), now))
                .unwritten();
        return following.followOrRefuse(withCredentials, now);
    }

    /** Hashes or checks what is to be imported. */
    Uni<PreparedImport> prepare(CreateBody body) {
        return importing.prepare(body.credentials());
    }

    /** Writes them, all or none; fails with {@link TakenException}. */
    Uni<Void> write(List<Identity> complete) {
        return transactions.run(session -> identities
                .insert(session, complete)
                .chain(() -> transactions.append(
                        session,
                        Cause.UNKNOWN,
                        complete.stream().map(consequences::created).toList()))
                .replaceWithVoid());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
