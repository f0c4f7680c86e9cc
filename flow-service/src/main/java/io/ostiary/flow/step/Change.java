package io.ostiary.flow.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.internal.identity.CredentialsEdit;
import org.jspecify.annotations.Nullable;

/** What somebody changes about themselves. */
public sealed interface Change {

    /** Other traits, all of them. */
    record Traits(JsonNode traits) implements Change {}

    /** Another password. */
    record Password(Secret password) implements Change {}

    /**
     * Other credentials.
     *
     * @param type of them
     * @param proves what enrolling them proves for the session that is there; null: nothing
     */
    record Credentials(
            MethodName type, CredentialsEdit edit, @Nullable AuthenticationMethodBody proves) implements Change {}
}
