package io.ostiary.flow.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Draft;
import io.ostiary.internal.identity.NewCredentials;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can be registered.
 *
 * @param traits as submitted
 * @param credentials to create
 * @param proven addresses that were proven on the way and are stored as verified
 * @param by the authentication of the session that follows
 * @param draft what the method knows of them beside the traits; null: nothing
 * @param ifTaken what their owner gets to add when the details are somebody's already; null: nothing. Its identifier is
 *     empty, and filled in when it is known
 */
public record NewIdentity(
        JsonNode traits,
        List<NewCredentials> credentials,
        List<CodeAddress> proven,
        AuthenticationMethodBody by,
        @Nullable Draft draft,
        @Nullable PendingLink ifTaken) {

    /** Somebody of whom nothing is known but their traits. */
    public NewIdentity(
            JsonNode traits, List<NewCredentials> credentials, List<CodeAddress> proven, AuthenticationMethodBody by) {
        this(traits, credentials, proven, by, null, null);
    }
}
