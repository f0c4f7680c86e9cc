package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.flow.method.oidc.Vendor.Addresses;
import io.ostiary.flow.method.oidc.Vendor.Secret;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;

/** The vendors by the contract's words for {@code provider}; {@code x} has an implementation of its own. */
final class Vendors {

    static final String X = "x";

    private static final String GOOGLE = "https://accounts.google.com";
    private static final String MICROSOFT = "https://login.microsoftonline.com/";
    private static final String OFFLINE = "offline_access";

    private static final Map<String, Vendor> TABLE = table();

    private Vendors() {}

    /** The vendor of that word; empty when it is none, or {@code x}. */
    static Optional<Vendor> of(String word) {
        return Optional.ofNullable(TABLE.get(word));
    }

    /** All words, {@code x} among them. */
    static Set<String> words() {
        Set<String> words = new LinkedHashSet<>(TABLE.keySet());
        words.add(X);
        return words;
    }

    private static Map<String, Vendor> table() {
        Map<String, Vendor> table = new LinkedHashMap<>();
        openId(table);
        openIdOfNetworks(table);
        byIssuer(table);
        oauth(table);
        oauthOfWorkplaces(table);
        return table;
    }

    private static void openId(Map<String, Vendor> table) {
        table.put("generic", Vendor.openId(null));
        table.put(
                "google",
                Vendor.openId(GOOGLE)
                        .keysAt("https://www.googleapis.com/oauth2/v3/certs")
                        .scoping(Vendors::withoutOffline)
                        .asking(Vendors::google)
                        // Not all of its kits for apps have a nonce.
                        .takingIdTokens(account -> true));
        table.put(
                "microsoft",
                Vendor.openId(null)
                        .at(Vendors::microsoft)
                        .issuingByTenant(Vendors::tenant)
                        .finding(Vendors::microsoftSubject));
        table.put(
                "apple",
                Vendor.openId("https://appleid.apple.com")
                        .at("https://appleid.apple.com/auth/authorize", "https://appleid.apple.com/auth/token")
                        .keysAt("https://appleid.apple.com/auth/keys")
                        .saying(Secret.FORM)
                        .makingSecret(AppleSecret::of)
                        .asking(AppleSecret::parameters)
                        .completing(AppleSecret::named)
                        // Some devices have none, and say so.
                        .takingIdTokens(account ->
                                !account.claims().path("nonce_supported").asBoolean()));
    }

    private static void openIdOfNetworks(Map<String, Vendor> table) {
        table.put("line", Vendor.openId("https://access.line.me").redeemingBy(form -> {
            form.put("id_token_key_type", "JWK");
            return form;
        }));
        table.put("linkedin_v2", Vendor.openId("https://www.linkedin.com/oauth").byUserinfo());
        table.put(
                "netid",
                Vendor.openId("https://broker.netid.de/")
                        .at("https://broker.netid.de/authorize", "https://broker.netid.de/token")
                        .byUserinfo()
                        .withOwnSubjects()
                        .swapping((settings, brought) -> Call.form(
                                        "https://broker.netid.de/token",
                                        Map.of("grant_type", "netid_fedcm", "fedcm_token", brought))
                                .with(
                                        "Origin",
                                        Optional.ofNullable(settings.netIdTokenOriginHeader())
                                                .orElse(""))));
        table.put(
                "facebook",
                Vendor.openId("https://www.facebook.com")
                        .at("https://facebook.com/dialog/oauth", "https://graph.facebook.com/oauth/access_token")
                        .telling(Profiles.FACEBOOK));
    }

    private static void byIssuer(Map<String, Vendor> table) {
        table.put("auth0", Vendor.under(null, "/authorize", "/oauth/token", Profiles.userinfo(null, "/userinfo")));
        table.put(
                "salesforce",
                Vendor.under(
                        null,
                        "/services/oauth2/authorize",
                        "/services/oauth2/token",
                        Profiles.userinfo(null, "/services/oauth2/userinfo")));
        table.put(
                "gitlab",
                Vendor.under(
                        "https://gitlab.com",
                        "/oauth/authorize",
                        "/oauth/token",
                        Profiles.userinfo("https://gitlab.com", "/oauth/userinfo")));
        table.put(
                "uaepass",
                Vendor.under("https://id.uaepass.ae", "/idshub/authorize", "/idshub/token", Profiles.UAEPASS)
                        .saying(Secret.HEADER)
                        .asking((settings, again) ->
                                Map.of("acr_values", "urn:safelayer:tws:policies:authentication:level:low")));
    }

    private static void oauth(Map<String, Vendor> table) {
        String github = "https://github.com/login/oauth/";
        table.put(
                "github",
                Vendor.oauth(github + "authorize", github + "access_token", Profiles.github(false))
                        .checkingScopes());
        table.put("github-app", Vendor.oauth(github + "authorize", github + "access_token", Profiles.github(true)));
        table.put(
                "discord",
                Vendor.oauth(Profiles.DISCORD_ISSUER + "authorize", Profiles.DISCORD_ISSUER + "token", Profiles.DISCORD)
                        .asking((settings, again) -> Map.of("prompt", again ? "consent" : "none"))
                        .checkingScopes());
        table.put(
                "slack",
                Vendor.oauth("https://slack.com/oauth/authorize", "https://slack.com/api/oauth.access", Profiles.SLACK)
                        .checkingScopes());
        table.put(
                "vk", Vendor.oauth("https://oauth.vk.com/authorize", "https://oauth.vk.com/access_token", Profiles.VK));
        table.put(
                "yandex",
                Vendor.oauth("https://oauth.yandex.com/authorize", "https://oauth.yandex.com/token", Profiles.YANDEX));
        table.put(
                "spotify",
                Vendor.oauth("https://accounts.spotify.com/authorize", Profiles.SPOTIFY_ISSUER, Profiles.SPOTIFY)
                        .checkingScopes());
    }

    private static void oauthOfWorkplaces(Map<String, Vendor> table) {
        table.put(
                "dingtalk",
                Vendor.oauth(
                                "https://login.dingtalk.com/oauth2/auth",
                                "https://api.dingtalk.com/v1.0/oauth2/userAccessToken",
                                Profiles.DINGTALK)
                        .asking((settings, again) -> Map.of("prompt", "consent"))
                        .redeemingByJson(answer -> new Tokens(
                                answer.path("accessToken").asText(""),
                                answer.path("refreshToken").asText(""),
                                "",
                                answer)));
        table.put(
                "linkedin",
                Vendor.oauth(
                        "https://www.linkedin.com/oauth/v2/authorization",
                        "https://www.linkedin.com/oauth/v2/accessToken",
                        Profiles.LINKEDIN));
        String lark = "https://passport.feishu.cn/suite/passport/oauth/";
        table.put(
                "lark",
                Vendor.oauth(lark + "authorize", lark + "token", Profiles.LARK).saying(Secret.FORM));
        table.put(
                "patreon",
                Vendor.oauth(
                                "https://www.patreon.com/oauth2/authorize",
                                "https://www.patreon.com/api/oauth2/token",
                                Profiles.PATREON)
                        .asking((settings, again) -> Map.of("prompt", again ? "consent" : "none")));
        table.put("amazon", Vendor.oauth("https://www.amazon.com/ap/oa", Profiles.AMAZON_ISSUER, Profiles.AMAZON));
    }

    /** Google asks for a refresh token by a parameter, and refuses the standard's scope for it. */
    private static SequencedSet<String> withoutOffline(SequencedSet<String> scopes) {
        scopes.remove(OFFLINE);
        return scopes;
    }

    private static Map<String, String> google(ProviderSettings settings, boolean again) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (again) {
            parameters.put("prompt", "login");
        }
        if (settings.scopes().contains(OFFLINE)) {
            parameters.put("access_type", "offline");
        }
        return parameters;
    }

    private static Addresses microsoft(ProviderSettings settings) {
        String at = MICROSOFT + settings.microsoftTenant() + "/oauth2/v2.0/";
        return new Addresses(at + "authorize", at + "token");
    }

    /** A tenant issues under its own id, whichever word it was asked by; a certain one has to be the one that was asked. */
    private static String tenant(ProviderSettings settings, JsonNode token) {
        String tenant = token.path("tid").asText("");
        String asked = Optional.ofNullable(settings.microsoftTenant()).orElse("");
        if (!isId(tenant) || isId(asked) && !asked.equalsIgnoreCase(tenant)) {
            throw new NotAccepted("The ID token is of no tenant, or of another one than the one that was asked.");
        }
        return MICROSOFT + tenant + "/v2.0";
    }

    private static boolean isId(String text) {
        try {
            return text.length() == 36 && !UUID.fromString(text).toString().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Uni<ObjectNode> microsoftSubject(
            Wire wire, ProviderSettings settings, Tokens tokens, ObjectNode claims) {
        return switch (Optional.ofNullable(settings.subjectSource()).orElse("")) {
            case "me" ->
                wire.send(Call.bearing("https://graph.microsoft.com/v1.0/me", tokens))
                        .map(reply ->
                                claims.put("sub", reply.required().path("id").asText("")));
            case "oid" ->
                Uni.createFrom().item(claims.put("sub", claims.path("oid").asText("")));
            default -> Uni.createFrom().item(claims);
        };
    }
}
