package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** How vendors without usable ID tokens tell who somebody is, and what that means in standard claims. */
final class Profiles {

    static final String DISCORD_ISSUER = "https://discord.com/api/v9/oauth2/";
    static final String SPOTIFY_ISSUER = "https://accounts.spotify.com/api/token";
    static final String AMAZON_ISSUER = "https://api.amazon.com/auth/o2/token";

    private static final String GITHUB = "https://api.github.com/user";
    private static final String VK_ISSUER = "https://api.vk.com/method/users.get";
    private static final String YANDEX_ISSUER = "https://login.yandex.ru/info";
    private static final String DINGTALK_ISSUER = "https://api.dingtalk.com/v1.0/contact/users/me";
    private static final String LARK_ISSUER = "https://passport.feishu.cn/suite/passport/oauth/userinfo";
    private static final String FACEBOOK_FIELDS =
            "id,name,first_name,last_name,middle_name,email,picture,birthday,gender";

    static final Profile DISCORD = Profile.bearing(
            "https://discord.com/api/v9/users/@me",
            user -> Claims.from(DISCORD_ISSUER, user.path("id"))
                    .put(
                            "name",
                            user.path("username").asText("") + "#"
                                    + user.path("discriminator").asText(""))
                    .put("nickname", user.path("username"))
                    .put("preferred_username", user.path("username"))
                    .put("picture", discordPicture(user))
                    .put("email", user.path("email"))
                    .putTruth("email_verified", user.path("verified").asBoolean())
                    .put("locale", user.path("locale")));

    static final Profile SLACK = Profile.bearing("https://slack.com/api/users.identity", said -> {
        JsonNode user = said.path("user");
        return Claims.from("https://slack.com/oauth/", user.path("id"))
                .put("name", user.path("name"))
                .put("preferred_username", user.path("name"))
                .put("nickname", user.path("name"))
                .put("email", user.path("email"))
                // Slack shows an address only once it is verified.
                .putTruth("email_verified", true)
                .put("picture", user.path("image_512"))
                .put("team", said.at("/team/id"));
    });

    static final Profile VK = Profile.asking(
            (settings, tokens) -> Call.form(
                    VK_ISSUER,
                    Map.of("fields", "photo_200,nickname,bdate,sex", "access_token", tokens.access(), "v", "5.103")),
            (said, tokens) -> {
                JsonNode user = said.path("response").path(0);
                return Claims.from(VK_ISSUER, user.path("id"))
                        .put("given_name", user.path("first_name"))
                        .put("family_name", user.path("last_name"))
                        .put("nickname", user.path("nickname"))
                        .put("picture", user.path("photo_200"))
                        .put("email", tokens.all().path("email"))
                        .put(
                                "gender",
                                switch (user.path("sex").asInt()) {
                                    case 1 -> "female";
                                    case 2 -> "male";
                                    default -> "";
                                })
                        .put("birthdate", user.path("bdate"));
            });

    static final Profile YANDEX = Profile.asking(
            (settings, tokens) ->
                    Call.get(YANDEX_ISSUER + "?format=json").with("Authorization", "OAuth " + tokens.access()),
            (user, tokens) -> Claims.from(YANDEX_ISSUER, user.path("id"))
                    .put("given_name", user.path("first_name"))
                    .put("family_name", user.path("last_name"))
                    .put("picture", yandexPicture(user))
                    .put("email", user.path("default_email"))
                    .put("gender", user.path("sex"))
                    .put("birthdate", user.path("birthday")));

    static final Profile SPOTIFY = Profile.bearing(
            "https://api.spotify.com/v1/me",
            user -> Claims.from(SPOTIFY_ISSUER, user.path("id"))
                    .put("name", user.path("display_name"))
                    .put("nickname", user.path("display_name"))
                    .put("email", user.path("email"))
                    .put("picture", user.at("/images/0/url"))
                    .put("profile", user.at("/external_urls/spotify"))
                    .put("birthdate", user.path("birthdate")));

    static final Profile DINGTALK = Profile.asking(
            (settings, tokens) -> Call.get(DINGTALK_ISSUER).with("x-acs-dingtalk-access-token", tokens.access()),
            (user, tokens) -> Claims.from(DINGTALK_ISSUER, user.path("openId"))
                    .put("name", user.path("nick"))
                    .put("nickname", user.path("nick"))
                    .put("picture", user.path("avatarUrl"))
                    .put("email", user.path("email")));

    static final Profile LARK = Profile.bearing(
            LARK_ISSUER,
            user -> Claims.from(LARK_ISSUER, user.path("open_id"))
                    .put("name", user.path("name"))
                    .put("nickname", user.path("name"))
                    .put("picture", user.path("avatar_url"))
                    .put("email", user.path("email"))
                    .put("phone_number", user.path("mobile")));

    static final Profile PATREON = Profile.bearing(
            "https://www.patreon.com/api/oauth2/v2/identity"
                    + "?fields%5Buser%5D=first_name,last_name,url,full_name,email,image_url",
            said -> {
                JsonNode user = said.at("/data/attributes");
                return Claims.from("https://www.patreon.com/", said.at("/data/id"))
                        .put("name", user.path("full_name"))
                        .put("email", user.path("email"))
                        .put("given_name", user.path("first_name"))
                        .put("family_name", user.path("last_name"))
                        .put("last_name", user.path("last_name"))
                        .put("picture", user.path("image_url"));
            });

    static final Profile AMAZON = Profile.asking(
            (settings, tokens) ->
                    Call.get("https://api.amazon.com/user/profile").with("x-amz-access-token", tokens.access()),
            (user, tokens) -> Claims.from(AMAZON_ISSUER, user.path("user_id"))
                    .put("name", user.path("name"))
                    .put("email", user.path("email"))
                    .put("zoneinfo", user.path("postal_code")));

    static final Profile UAEPASS = Profile.bearing(
            settings -> Vendor.base(settings, "https://id.uaepass.ae") + "/idshub/userinfo",
            (settings, user) -> Claims.from(Vendor.base(settings, "https://id.uaepass.ae"), user.path("sub"))
                    .put("email", user.path("email"))
                    .put("name", user.path("fullnameEN"))
                    .put("given_name", user.path("firstnameEN"))
                    .put("last_name", user.path("lastnameEN"))
                    .raw(user));

    static final Profile FACEBOOK = Profile.asking(
            (settings, tokens) -> Call.bearing(
                    Call.address(
                            "https://graph.facebook.com/me",
                            Map.of("fields", FACEBOOK_FIELDS, "appsecret_proof", appSecretProof(settings, tokens))),
                    tokens),
            (user, tokens) -> Claims.from("https://graph.facebook.com/me", user.path("id"))
                    .put("name", user.path("name"))
                    .put("given_name", user.path("first_name"))
                    .put("family_name", user.path("last_name"))
                    .put("middle_name", user.path("middle_name"))
                    .put("nickname", user.path("name"))
                    .put("preferred_username", user.path("name"))
                    .put("picture", user.at("/picture/data/url"))
                    .put("email", user.path("email"))
                    // Facebook shows an address only once it is confirmed.
                    .putTruth("email_verified", !user.path("email").asText("").isEmpty())
                    .put("gender", user.path("gender"))
                    .put("birthdate", user.path("birthday")));

    static final Profile LINKEDIN = (wire, settings, tokens) -> wire.send(Call.bearing(
                    "https://api.linkedin.com/v2/me?projection=(id,localizedFirstName,localizedLastName,"
                            + "profilePicture(displayImage~digitalmediaAsset:playableStreams))",
                    tokens))
            .map(Reply::required)
            .chain(user -> wire.send(Call.bearing(
                            "https://api.linkedin.com/v2/emailAddress?q=members&projection=(elements*(handle~))",
                            tokens))
                    .map(reply -> linkedIn(user, reply.required())));

    private Profiles() {}

    /** The userinfo of an OpenID provider under its issuer. @param usual issuer; null: it is always configured */
    static Profile userinfo(@Nullable String usual, String path) {
        return Profile.bearing(
                settings -> Vendor.base(settings, usual) + path,
                (settings, said) -> said.path("iss").asText("").isEmpty()
                        ? Claims.of(said).put("iss", Vendor.base(settings, usual))
                        : Claims.of(said));
    }

    /** GitHub tells addresses in a call of their own. @param always whether it may be made without having been granted */
    static Profile github(boolean always) {
        return (wire, settings, tokens) -> wire.send(Call.bearing(GITHUB, tokens))
                .map(reply -> github(reply.required()))
                .chain(claims -> always || tokens.scopes().contains("user:email")
                        ? wire.send(Call.bearing(GITHUB + "/emails", tokens))
                                .map(reply -> githubAddress(claims, reply.required()))
                        : Uni.createFrom().item(claims));
    }

    private static Claims github(JsonNode user) {
        return Claims.from("https://github.com/login/oauth/access_token", user.path("id"))
                .put("name", user.path("name"))
                .put("nickname", user.path("login"))
                .put("website", user.path("blog"))
                .put("picture", user.path("avatar_url"))
                .put("profile", user.path("html_url"))
                .putTime(user.path("updated_at"));
    }

    private static Claims githubAddress(Claims claims, JsonNode addresses) {
        JsonNode chosen = Json.object();
        for (JsonNode each : addresses) {
            if (each.path("primary").asBoolean()) {
                chosen = each;
            }
        }
        return claims.put("email", chosen.path("email"))
                .putTruth("email_verified", chosen.path("verified").asBoolean());
    }

    private static Claims linkedIn(JsonNode user, JsonNode addresses) {
        JsonNode pictures = user.at("/profilePicture/displayImage~/elements");
        // The third is large enough for any page.
        int chosen = Math.min(3, pictures.size()) - 1;
        return Claims.from("https://login.linkedin.com/", user.path("id"))
                .put("email", addresses.at("/elements/0/handle~/emailAddress"))
                .put("given_name", user.path("localizedFirstName"))
                .put("last_name", user.path("localizedLastName"))
                .put("picture", pictures.path(chosen).at("/identifiers/0/identifier"));
    }

    private static String discordPicture(JsonNode user) {
        String avatar = user.path("avatar").asText("");
        return avatar.isEmpty() || user.path("avatar").isNull()
                ? ""
                : "https://cdn.discordapp.com/avatars/" + user.path("id").asText() + "/" + avatar
                        + (avatar.startsWith("a_") ? ".gif" : ".png");
    }

    private static String yandexPicture(JsonNode user) {
        String avatar = user.path("default_avatar_id").asText("");
        return avatar.isEmpty() || user.path("is_avatar_empty").asBoolean()
                ? ""
                : "https://avatars.yandex.net/get-yapic/" + avatar + "/islands-200";
    }

    /** Facebook wants to know that the token is used by whom it was given to. */
    private static String appSecretProof(ProviderSettings settings, Tokens tokens) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(tokens.access().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is always there, with any key that is not empty", e);
        }
    }
}
