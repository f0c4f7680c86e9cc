package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.util.function.BiFunction;
import java.util.function.Function;

/** How a vendor tells who has come back, where that is not an ID token. */
@FunctionalInterface
interface Profile {

    /** Claims about whoever the tokens belong to. */
    Uni<Claims> read(Wire wire, ProviderSettings settings, Tokens tokens);

    /** One question, with the access token as RFC 6750 has it. */
    static Profile bearing(String url, Function<JsonNode, Claims> claims) {
        return bearing(settings -> url, (settings, said) -> claims.apply(said));
    }

    /** As above, where address or claims depend on the configuration. */
    static Profile bearing(
            Function<ProviderSettings, String> url, BiFunction<ProviderSettings, JsonNode, Claims> claims) {
        return (wire, settings, tokens) -> wire.send(Call.bearing(url.apply(settings), tokens))
                .map(reply -> claims.apply(settings, reply.required()));
    }

    /** One question of a form of its own. */
    static Profile asking(
            BiFunction<ProviderSettings, Tokens, Call> call, BiFunction<JsonNode, Tokens, Claims> claims) {
        return (wire, settings, tokens) ->
                wire.send(call.apply(settings, tokens)).map(reply -> claims.apply(reply.required(), tokens));
    }
}
