package io.ostiary.flow.oauth2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.contract.session.SessionBody;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who has signed in, as an OAuth2 server is told.
 *
 * @param session null where a sign-up gives none
 * @param methods how, in order, for the claim {@code amr}
 */
public record SignedIn(UUID identity, @Nullable UUID session, List<String> methods) {

    /** By their session, which has its identity. */
    public static SignedIn of(SessionBody session) {
        return new SignedIn(
                Objects.requireNonNull(session.identity()).id(),
                session.id(),
                session.authenticationMethods().stream()
                        .map(AuthenticationMethodBody::method)
                        .toList());
    }

    /** The part of the server's {@code acceptOAuth2LoginRequest} that is about the person. */
    ObjectNode told() {
        ObjectNode told = Json.object().put("subject", identity.toString());
        if (session != null) {
            told.put("identity_provider_session_id", session.toString());
        }
        methods.forEach(told.putArray("amr")::add);
        return told;
    }
}
