package io.ostiary.identity.selfservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.hashing.PasswordHashes;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.policy.PasswordPolicy;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.NewCredentials;
import io.ostiary.internal.identity.Registrations.Mode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a password fit to be kept: judged by the policy, then hashed, before any database session. */
@Singleton
class PreparePassword {

    private final PasswordPolicy policy;
    private final PasswordHashes hashes;

    PreparePassword(PasswordPolicy policy, PasswordHashes hashes) {
        this.policy = policy;
        this.hashes = hashes;
    }

    /** For a new identity; one that is only checked isn't hashed. */
    Uni<Prepared> prepare(Identity identity, NewCredentials.Password wanted, Mode mode, Instant now) {
        return complaint(identity, wanted.password()).chain(complaint -> {
            if (complaint != null) {
                return Uni.createFrom().item(Prepared.refused(complaint));
            }
            return mode == Mode.CHECK
                    ? Uni.createFrom().item(Prepared.ready(identity))
                    : hash(wanted.password()).map(hash -> Prepared.ready(withHash(identity, hash, now), identity));
        });
    }

    /** What speaks against this password for that identity, or null. */
    Uni<@Nullable Complaint> complaint(Identity identity, @Nullable Secret password) {
        if (password == null || password.bytes().length == 0) {
            return Uni.createFrom().item(new Complaint("password", Text.REQUIRED.with("property", "password")));
        }
        List<String> identifiers = identity.credentials(CredentialsType.PASSWORD)
                .map(Credentials::identifiers)
                .orElse(List.of());
        return identifiers.isEmpty()
                ? Uni.createFrom().item(new Complaint(null, Text.IDENTIFIER_MISSING.plain()))
                : policy.check(password, identifiers).map(found -> found.orElse(null));
    }

    /** Whether this is the password that the identity has. */
    Uni<Boolean> isPresentOne(Identity identity, Secret password) {
        String present = identity.credentials(CredentialsType.PASSWORD)
                .map(each -> each.config().path("hashed_password").asText())
                .orElse("");
        return present.isEmpty()
                ? Uni.createFrom().item(false)
                : hashes.verify(password, present).map(PasswordHashes.Verdict::matches);
    }

    /** Hashes a password that nothing speaks against. */
    Uni<String> hash(@Nullable Secret password) {
        return password == null
                ? Uni.createFrom().failure(new IllegalArgumentException("no password"))
                : hashes.hash(password);
    }

    /** The identity's credentials with that hash. */
    static List<Credentials> withHash(Identity identity, String hash, Instant now) {
        JsonNode config = Json.object().put("hashed_password", hash);
        List<Credentials> credentials = new ArrayList<>();
        for (Credentials each : identity.credentials()) {
            credentials.add(each.type().equals(CredentialsType.PASSWORD) ? each.withConfig(config, now) : each);
        }
        return credentials;
    }
}
