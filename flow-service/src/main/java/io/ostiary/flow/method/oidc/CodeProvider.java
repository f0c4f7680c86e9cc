package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** A provider by the authorization code flow (RFC 6749, section 4.1, and OpenID Connect Core 1.0, section 3.1). */
final class CodeProvider implements Provider {

    private static final String OPENID = "openid";

    private final ProviderSettings settings;
    private final Vendor vendor;
    private final String callback;
    private final Wire wire;
    private final Discovery discovery;
    private final IdTokens idTokens;

    CodeProvider(
            ProviderSettings settings,
            Vendor vendor,
            String callback,
            Wire wire,
            Discovery discovery,
            IdTokens idTokens) {
        this.settings = settings;
        this.vendor = vendor;
        this.callback = callback;
        this.wire = wire;
        this.discovery = discovery;
        this.idTokens = idTokens;
    }

    @Override
    public ProviderSettings settings() {
        return settings;
    }

    private Optional<String> issuer() {
        return Optional.ofNullable(vendor.issuer).or(settings::issuer);
    }

    /** What the provider says of itself, with the addresses that the vendor doesn't announce. */
    private Uni<Metadata> metadata() {
        if (vendor.addresses == null) {
            return discovery.of(issuer().orElse(""));
        }
        Vendor.Addresses given = vendor.addresses.apply(settings);
        if (!vendor.openId || vendor.keys != null || issuer().isEmpty()) {
            String keys = vendor.keys == null ? "" : vendor.keys;
            return Uni.createFrom().item(Metadata.of(issuer().orElse(""), given.authorize(), given.token(), "", keys));
        }
        return discovery
                .of(issuer().get())
                .map(said -> new Metadata(
                        said.issuer(),
                        given.authorize(),
                        given.token(),
                        said.userinfo(),
                        said.keys(),
                        said.algorithms(),
                        said.challenges(),
                        said.namesItself()));
    }

    @Override
    public Uni<Departure> authorize(Asked asked) {
        return metadata().chain(said -> challenges(said).map(challenges -> departure(said, asked, challenges)));
    }

    /** {@code auto}: where the provider says that it takes it. One that can't be asked gets none (contract). */
    private Uni<Boolean> challenges(Metadata said) {
        if (settings.forcesPkce() || settings.refusesPkce()) {
            return Uni.createFrom().item(settings.forcesPkce());
        }
        if (vendor.alwaysPkce || said.challenges() || settings.issuer().isEmpty() || vendor.openId) {
            return Uni.createFrom().item(vendor.alwaysPkce || said.challenges());
        }
        return discovery
                .of(settings.issuer().get())
                .map(Metadata::challenges)
                .onFailure()
                .recoverWithItem(false);
    }

    private Departure departure(Metadata said, Asked asked, boolean challenges) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", callback);
        query.put("response_type", "code");
        String scope = String.join(" ", scopes());
        if (!scope.isEmpty()) {
            query.put("scope", scope);
        }
        query.put("state", asked.state());
        CodeVerifier verifier = new CodeVerifier();
        if (challenges) {
            query.put(
                    "code_challenge",
                    CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
            query.put("code_challenge_method", CodeChallengeMethod.S256.getValue());
        }
        if (vendor.asksClaims && settings.requestedClaims() != null) {
            query.put("claims", settings.requestedClaims().toString());
        }
        query.putAll(vendor.parameters.apply(settings, asked.again()));
        query.putAll(asked.upstream());
        return new Departure(Call.address(said.authorize(), query), challenges ? verifier.getValue() : "");
    }

    private SequencedSet<String> scopes() {
        SequencedSet<String> scopes = new LinkedHashSet<>(settings.scopes());
        if (vendor.openId) {
            scopes.add(OPENID);
        }
        return vendor.scopes.apply(scopes);
    }

    @Override
    public Uni<Account> redeem(Map<String, String> brought, String verifier) {
        return metadata()
                .invoke(said -> requireSame(said, brought))
                .chain(said -> tokens(said, brought, verifier)
                        .chain(tokens -> account(said, tokens))
                        .map(account -> vendor.completed.apply(account, brought)))
                .invoke(CodeProvider::requireSomebody);
    }

    /** An answer of another provider than the one that was asked is a mix-up (RFC 9207, section 2.4). */
    private static void requireSame(Metadata said, Map<String, String> brought) {
        String named = brought.getOrDefault("iss", "");
        if (named.isEmpty() && !said.namesItself()) {
            return;
        }
        if (!said.issuer().isEmpty() && !named.equals(said.issuer())) {
            throw new NotAccepted("The answer came from another provider than the one that was asked.");
        }
    }

    private Uni<Tokens> tokens(Metadata said, Map<String, String> brought, String verifier) {
        String code = Optional.ofNullable(brought.get("code")).orElseGet(() -> brought.getOrDefault("authCode", ""));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", callback);
        if (!verifier.isEmpty()) {
            form.put("code_verifier", verifier);
        }
        return new TokenRequest(settings, vendor, wire).send(said.token(), form);
    }

    private Uni<Account> account(Metadata said, Tokens tokens) {
        if (vendor.checksScopes && !tokens.scopes().containsAll(settings.scopes())) {
            throw new NotAccepted("Not all permissions were granted. Try again, and grant all of them.");
        }
        return claims(said, tokens).map(claims -> new Account(settings, claims, tokens));
    }

    private Uni<ObjectNode> claims(Metadata said, Tokens tokens) {
        if (vendor.profile != null) {
            return vendor.profile.read(wire, settings, tokens).map(Claims::done);
        }
        return issuing(said, tokens.id())
                .chain(by -> idTokens.verified(tokens.id(), by, List.of(settings.clientId()))
                        .chain(token -> vendor.userinfo || settings.readsUserinfo()
                                ? userinfo(by, tokens, token)
                                : Uni.createFrom().item(Claims.of(token).done())))
                .chain(claims -> vendor.subject.read(wire, settings, tokens, claims));
    }

    private Uni<Metadata> issuing(Metadata said, String idToken) {
        if (idToken.isEmpty()) {
            throw new NotAccepted("The provider gave no ID token. Grant the permission \"openid\", and try again.");
        }
        return vendor.tenant == null
                ? Uni.createFrom().item(said)
                : discovery.of(vendor.tenant.apply(settings, IdTokens.unchecked(idToken)));
    }

    /** Userinfo may be somebody else's unless it has the very subject of the ID token (section 5.3.2). */
    private Uni<ObjectNode> userinfo(Metadata by, Tokens tokens, JsonNode token) {
        return wire.send(Call.bearing(by.userinfo(), tokens))
                .map(Reply::required)
                .map(said -> {
                    String subject = said.path("sub").asText("");
                    if (!vendor.ownSubject && !subject.equals(token.path("sub").asText())) {
                        throw new NotAccepted("The provider tells of another person than the one who signed in.");
                    }
                    ObjectNode all = said.deepCopy();
                    all.put("sub", token.path("sub").asText());
                    if (vendor.ownSubject || !all.hasNonNull("iss")) {
                        all.put("iss", token.path("iss").asText());
                    }
                    return Claims.of(said)
                            .put("sub", all.path("sub"))
                            .put("iss", all.path("iss"))
                            .done();
                });
    }

    private static void requireSomebody(Account account) {
        if (account.subject().isEmpty()) {
            throw Reply.unusable("The provider did not say who signed in.");
        }
        if (account.claims().path("iss").asText("").isEmpty()) {
            throw Reply.unusable("The provider did not say who it is.");
        }
    }

    @Override
    public boolean takesIdTokens() {
        return vendor.takesIdTokens;
    }

    @Override
    public Uni<Account> verify(String brought) {
        return vendor.swap == null ? verified(brought) : swapped(vendor.swap, brought);
    }

    private Uni<Account> swapped(Vendor.IdTokenSwap swap, String brought) {
        return wire.send(swap.call(settings, brought))
                .map(reply -> reply.required().path("id_token").asText(""))
                .chain(token -> metadata()
                        .chain(said -> idTokens.verified(token, said, List.of(settings.clientId())))
                        .map(said -> account(said, token)));
    }

    private Account account(JsonNode said, String idToken) {
        Account account = new Account(settings, Claims.of(said).done(), new Tokens("", "", idToken, Json.object()));
        requireSomebody(account);
        return account;
    }

    private Uni<Account> verified(String idToken) {
        String url = vendor.keys;
        String issuer = vendor.issuer;
        if (!vendor.takesIdTokens || url == null || issuer == null) {
            throw new ProblemException(new Problem.BadGateway("upstream_error", "ID tokens are not taken from apps."));
        }
        return idTokens.verified(idToken, Metadata.of(issuer, "", "", "", url), settings.audiences())
                .map(said -> account(said, idToken));
    }

    @Override
    public boolean mayLackNonce(Account account) {
        return vendor.mayLackNonce.test(account);
    }
}
