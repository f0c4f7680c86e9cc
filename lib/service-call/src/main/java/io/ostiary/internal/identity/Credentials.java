package io.ostiary.internal.identity;

import io.ostiary.config.Secret;
import io.ostiary.internal.Revealed;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calls that check and find credentials. */
public interface Credentials {

    /**
     * {@code POST /internal/credentials/password}: checks a password. An unknown identifier costs
     * the same work.
     *
     * @param identifier as typed; normalised by identity-service
     */
    record PasswordCheck(
            UUID attemptId,
            @Nullable String identifier,
            @Revealed @Nullable Secret password) {}

    /**
     * @param identity null when identifier and password don't match (or there is no such identity)
     * @param method the credentials type that matched
     * @param trouble why nothing can be said, or null
     */
    record CheckResult(
            @Nullable IdentitySnapshot identity,
            @Nullable String method,
            @Nullable Trouble trouble) {}

    /** Why a password can be neither accepted nor refused. */
    enum Trouble {
        /** Only the password migration hook could tell, and it is not configured. */
        NO_MIGRATION_HOOK,
        /** The password migration hook gave no usable answer. */
        MIGRATION_HOOK_FAILED
    }

    /**
     * {@code POST /internal/credentials/lookup}: finds an identity by an identifier.
     *
     * @param identifier as typed; normalised by identity-service
     * @param type only credentials of this type; null: of any type
     */
    record Lookup(@Nullable String identifier, @Nullable String type) {}

    /**
     * @param identity null when there is none; its {@code credentialsTypes} tell what it can sign
     * @param address the identifier as an address for one-time codes, normalised; null when the
     *     type is unknown
     */
    record LookupResult(
            @Nullable IdentitySnapshot identity, @Nullable CodeAddress address) {}
}
