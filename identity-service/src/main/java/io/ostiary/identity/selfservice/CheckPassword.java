package io.ostiary.identity.selfservice;

import io.ostiary.config.Secret;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.address.Identifiers;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.hashing.PasswordHashes;
import io.ostiary.identity.hashing.PasswordHashes.Verdict;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.IdentityRendering;
import io.ostiary.identity.identity.PostgresIdentities;
import io.ostiary.internal.identity.Credentials;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Checks a password. Whether the identifier is unknown, has no password, or has another one: the
 * work and the answer are the same (OWASP ASVS 2.2.2).
 */
@Singleton
public class CheckPassword {

    private static final Logger LOG = Logger.getLogger(CheckPassword.class);
    private static final Credentials.CheckResult REFUSED = new Credentials.CheckResult(null, null, null);

    private final PostgresIdentities identities;
    private final PasswordHashes hashes;
    private final MigratePassword migration;
    private final IdentityRendering rendering;

    CheckPassword(
            PostgresIdentities identities,
            PasswordHashes hashes,
            MigratePassword migration,
            IdentityRendering rendering) {
        this.identities = identities;
        this.hashes = hashes;
        this.migration = migration;
        this.rendering = rendering;
    }

    Uni<Credentials.CheckResult> check(Credentials.PasswordCheck asked) {
        String typed = given(asked.identifier(), "identifier");
        Secret password = given(asked.password(), "password");
        return identities
                .findByIdentifier(Identifiers.normalise(typed), CredentialsType.PASSWORD)
                .chain(found -> verify(typed, password, found));
    }

    private static <T> T given(@Nullable T value, String name) {
        if (value == null) {
            throw new ProblemException(new Problem.BadRequest(name + " is missing."));
        }
        return value;
    }

    private Uni<Credentials.CheckResult> verify(String typed, Secret password, @Nullable Identity found) {
        if (found != null && MigratePassword.isDue(found)) {
            return migration.check(found, typed, password).map(outcome -> result(found, outcome));
        }
        String hash = found == null ? null : hash(found);
        return hashes.verify(password, hash)
                .call(verdict -> replace(found, hash, verdict))
                .map(verdict -> verdict.matches() && found != null ? accepted(found) : REFUSED);
    }

    private static @Nullable String hash(Identity identity) {
        String hash = identity.credentials(CredentialsType.PASSWORD)
                .map(each -> each.config().path("hashed_password").asText())
                .orElse("");
        return hash.isEmpty() ? null : hash;
    }

    /** The login doesn't depend on it: an old hash that stays is replaced next time. */
    private Uni<Void> replace(@Nullable Identity found, @Nullable String hash, Verdict verdict) {
        if (found == null || hash == null || verdict.replacement() == null) {
            return Uni.createFrom().voidItem();
        }
        return identities
                .replaceHash(found.id(), hash, verdict.replacement())
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.debugf("a password hash stays as it is: %s", failure);
                    return Uni.createFrom().voidItem();
                });
    }

    private Credentials.CheckResult result(Identity found, MigratePassword.Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> accepted(found);
            case REFUSED -> REFUSED;
            case NO_HOOK -> new Credentials.CheckResult(null, null, Credentials.Trouble.NO_MIGRATION_HOOK);
            case NO_ANSWER -> new Credentials.CheckResult(null, null, Credentials.Trouble.MIGRATION_HOOK_FAILED);
        };
    }

    private Credentials.CheckResult accepted(Identity found) {
        return new Credentials.CheckResult(rendering.snapshot(found), CredentialsType.PASSWORD.wire(), null);
    }
}
