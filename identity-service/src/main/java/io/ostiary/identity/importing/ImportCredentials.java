package io.ostiary.identity.importing;

import io.ostiary.config.Secret;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.hashing.PasswordHashes;
import io.ostiary.identity.hashing.PasswordText;
import io.ostiary.identity.hashing.UnusableHashException;
import io.ostiary.identity.importing.ImportBody.Password;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Prepares credentials from elsewhere: hashes a password in clear, checks a hash. The password
 * policy doesn't apply, because people must be able to sign in with the password that they have.
 */
@Singleton
public class ImportCredentials {

    private final PasswordHashes hashes;

    ImportCredentials(PasswordHashes hashes) {
        this.hashes = hashes;
    }

    /**
     * Does the part that takes time, before any database session is opened.
     *
     * @param body null when there are no credentials
     * @return what is left to do; fails with {@link Problem.BadRequest} when it can't be imported
     */
    public Uni<PreparedImport> prepare(@Nullable ImportBody body) {
        if (body == null || body.password() == null) {
            return Uni.createFrom().item(new PreparedImport(body, null));
        }
        Password password = body.password().config();
        if (password == null) {
            return refuse("credentials.password.config is an object.");
        }
        if (password.usePasswordMigrationHook()) {
            return Uni.createFrom().item(new PreparedImport(body, null));
        }
        return password.clear()
                .map(clear -> hash(clear).map(hash -> new PreparedImport(body, hash)))
                .orElseGet(() -> check(body, password));
    }

    /**
     * A hash of a password in clear.
     *
     * @return fails with {@link Problem.BadRequest} when it is longer than can be hashed
     */
    public Uni<String> hash(Secret password) {
        int most = hashes.longestPassword().orElse(Integer.MAX_VALUE);
        if (PasswordText.normal(password).bytes().length > most) {
            return refuse(
                    "credentials.password.config.password is longer than the " + most + " bytes that can be hashed.");
        }
        return hashes.hash(password);
    }

    private Uni<PreparedImport> check(ImportBody body, Password password) {
        String hash = password.hashedPassword() == null
                ? ""
                : password.hashedPassword().reveal();
        try {
            hashes.checkImport(hash);
            return Uni.createFrom().item(new PreparedImport(body, hash));
        } catch (UnusableHashException e) {
            return refuse("credentials.password.config.hashed_password: " + e.getMessage());
        }
    }

    private static <T> Uni<T> refuse(String reason) {
        return Uni.createFrom().failure(new ProblemException(new Problem.BadRequest(reason)));
    }
}
