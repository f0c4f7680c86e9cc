package io.ostiary.identity.selfservice;

import io.ostiary.config.Secret;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.hashing.PasswordHashes;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.PostgresIdentities;
import io.ostiary.identity.migration.MigrationHook;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.OptionalInt;

/**
 * Checks the password of an identity that was imported without one: another system is asked, and
 * what it confirms is hashed and kept, so that it is asked once.
 */
@Singleton
class MigratePassword {

    private static final String MARK = "use_password_migration_hook";

    private final MigrationHook hook;
    private final PasswordHashes hashes;
    private final PostgresIdentities identities;

    MigratePassword(MigrationHook hook, PasswordHashes hashes, PostgresIdentities identities) {
        this.hook = hook;
        this.hashes = hashes;
        this.identities = identities;
    }

    /** What came of it. */
    enum Outcome {
        ACCEPTED,
        REFUSED,
        NO_HOOK,
        NO_ANSWER
    }

    /** Whether only the other system knows the password: what has a hash isn't asked of it. */
    static boolean isDue(Identity identity) {
        return identity.credentials(CredentialsType.PASSWORD)
                .map(each -> each.config())
                .filter(config -> config.path("hashed_password").asText().isEmpty())
                .map(config -> config.path(MARK).asBoolean())
                .orElse(false);
    }

    /** Checks the password of who typed that identifier; a hash of it is kept before it is accepted. */
    Uni<Outcome> check(Identity identity, String identifier, Secret password) {
        if (!hook.isUsable()) {
            return Uni.createFrom().item(Outcome.NO_HOOK);
        }
        return hook.ask(identifier, password).chain(answer -> switch (answer) {
            case MATCH -> keep(identity, password).replaceWith(Outcome.ACCEPTED);
            case NO_MATCH -> Uni.createFrom().item(Outcome.REFUSED);
            case NONE -> Uni.createFrom().item(Outcome.NO_ANSWER);
        });
    }

    /** One that is too long to be hashed stays with the other system. */
    private Uni<Void> keep(Identity identity, Secret password) {
        OptionalInt longest = hashes.longestPassword();
        if (longest.isPresent() && password.bytes().length > longest.getAsInt()) {
            return Uni.createFrom().voidItem();
        }
        return hashes.hash(password).chain(hash -> identities.keepMigratedHash(identity.id(), hash));
    }
}
