package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.session.AuthenticationMethodBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's account at a provider.
 *
 * @param provider where
 * @param claims as mappers get them, see {@link Claims}
 * @param tokens that came with it
 */
record Account(ProviderSettings provider, ObjectNode claims, Tokens tokens) {

    /** The provider's name for them. */
    String subject() {
        return claims.path("sub").asText();
    }

    /** What finds the identity that it is linked to. */
    String link() {
        return provider.id() + ":" + subject();
    }

    /** The contract's item of the credentials. It holds the tokens in the open: it travels sealed, and is stored sealed. */
    ObjectNode item() {
        return Json.object()
                .put("subject", subject())
                .put("provider", provider.id())
                .put("initial_id_token", tokens.id())
                .put("initial_access_token", tokens.access())
                .put("initial_refresh_token", tokens.refresh());
    }

    /** How the provider says that it authenticated them; null: it doesn't say. */
    @Nullable
    String acr() {
        return claims.path("acr").asText(null);
    }

    /** The methods that the provider says it used. */
    List<String> amr() {
        List<String> methods = new ArrayList<>();
        for (JsonNode each : claims.path("amr")) {
            methods.add(each.asText());
        }
        return methods;
    }

    /** What a session's list of authentications gets. */
    AuthenticationMethodBody authentication(Instant now) {
        return new AuthenticationMethodBody(
                OidcConfig.NAME.wire(),
                provider.aal(this),
                now,
                provider.id(),
                null,
                acr(),
                amr().isEmpty() ? null : amr());
    }

    @Override
    public String toString() {
        return "Account[" + provider.id() + "]";
    }
}
