package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Query;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/**
 * X, by OAuth 1.0a (RFC 5849): a request token is got before the browser leaves, and exchanged when it is back. Its
 * secret is the departure's verifier.
 */
final class OAuth1Provider implements Provider {

    private static final String AT = "https://api.twitter.com/oauth/";
    private static final String PROFILE = "https://api.twitter.com/1.1/account/verify_credentials.json";

    private final ProviderSettings settings;
    private final String callback;
    private final Wire wire;
    private final Clock clock;

    OAuth1Provider(ProviderSettings settings, String callback, Wire wire, Clock clock) {
        this.settings = settings;
        this.callback = callback;
        this.wire = wire;
        this.clock = clock;
    }

    @Override
    public ProviderSettings settings() {
        return settings;
    }

    @Override
    public Uni<Departure> authorize(Asked asked) {
        // The protocol has no state, but comes back to any address.
        String back = Call.address(Call.address(callback, Map.of("state", asked.state())), Map.of("code", "unused"));
        return wire.send(signed("POST", AT + "request_token", Map.of(), Map.of("oauth_callback", back), ""))
                .map(reply -> {
                    Query token = read(reply);
                    return new Departure(
                            Call.address(AT + "authenticate", Map.of("oauth_token", first(token, "oauth_token"))),
                            first(token, "oauth_token_secret"));
                });
    }

    @Override
    public Uni<Account> redeem(Map<String, String> brought, String verifier) {
        if (brought.containsKey("denied")) {
            throw new NotAccepted("The sign-in was declined.");
        }
        Map<String, String> protocol = Map.of(
                "oauth_token", brought.getOrDefault("oauth_token", ""),
                "oauth_verifier", brought.getOrDefault("oauth_verifier", ""));
        return wire.send(signed("POST", AT + "access_token", Map.of(), protocol, verifier))
                .map(OAuth1Provider::read)
                .chain(this::account);
    }

    private Uni<Account> account(Query token) {
        String access = first(token, "oauth_token");
        Map<String, String> query = settings.scopes().contains("email") ? Map.of("include_email", "true") : Map.of();
        return wire.send(signed(
                        "GET", PROFILE, query, Map.of("oauth_token", access), first(token, "oauth_token_secret")))
                .map(Reply::required)
                .map(user -> new Account(settings, claims(user, query), new Tokens(access, "", "", Json.object())))
                .invoke(account -> {
                    if (account.subject().isEmpty()) {
                        throw Reply.unusable("The provider did not say who signed in.");
                    }
                });
    }

    private static ObjectNode claims(JsonNode user, Map<String, String> query) {
        return Claims.from(Call.address(PROFILE, query), user.path("id_str"))
                .put("name", user.path("name"))
                .put("picture", user.path("profile_image_url_https"))
                .put("email", user.path("email"))
                .put("preferred_username", user.path("screen_name"))
                .put("website", user.path("url"))
                .done();
    }

    private Call signed(
            String method, String url, Map<String, String> query, Map<String, String> further, String tokenSecret) {
        Map<String, String> protocol = new TreeMap<>(further);
        protocol.put("oauth_consumer_key", settings.clientId());
        protocol.put("oauth_nonce", Ids.random().toString().replace("-", ""));
        protocol.put("oauth_signature_method", "HMAC-SHA1");
        protocol.put("oauth_timestamp", Long.toString(clock.instant().getEpochSecond()));
        protocol.put("oauth_version", "1.0");
        String header = OAuth1Signature.header(method, url, query, protocol, settings.secret(), tokenSecret);
        return new Call(method, Call.address(url, query), Map.of("Authorization", header), "");
    }

    private static Query read(Reply reply) {
        if (!reply.unlessRedirect().isFine()) {
            throw new ProblemException(
                    new Problem.ProviderRefused("The provider answered " + reply.status() + " to a signed request."));
        }
        return Query.ofForm(reply.text().getBytes(StandardCharsets.UTF_8));
    }

    private static String first(Query query, String name) {
        String value = query.first(name);
        if (value == null || value.isEmpty()) {
            throw Reply.unusable("The provider's answer lacks " + name + ".");
        }
        return value;
    }

    @Override
    public boolean takesIdTokens() {
        return false;
    }

    @Override
    public Uni<Account> verify(String idToken) {
        throw new ProblemException(new Problem.BadGateway("upstream_error", "ID tokens are not taken from apps."));
    }

    @Override
    public boolean mayLackNonce(Account account) {
        return false;
    }
}
