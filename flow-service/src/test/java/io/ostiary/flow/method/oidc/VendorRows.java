package io.ostiary.flow.method.oidc;

import static io.ostiary.flow.method.oidc.VendorReplies.idToken;
import static io.ostiary.flow.method.oidc.VendorReplies.oauth;
import static io.ostiary.flow.method.oidc.VendorReplies.openId;

import io.ostiary.flow.method.oidc.VendorReplies.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** All vendors, with what they answer and what has to come of it. */
final class VendorRows {

    static final String TENANT = "9122040d-6c67-4c5b-b112-36a304b66dad";

    static Stream<Row> rows() {
        String google = "https://accounts.google.com";
        String microsoft = "https://login.microsoftonline.com/" + TENANT;
        return Stream.of(
                openId(
                        "generic",
                        "https://op.example.org",
                        Map.of("issuer_url", "https://op.example.org"),
                        "https://op.example.org/authorize?",
                        "https://op.example.org/keys"),
                openId(
                        "google",
                        google,
                        Map.of(),
                        google + "/authorize?",
                        "https://www.googleapis.com/oauth2/v3/certs"),
                microsoft(microsoft),
                apple(),
                openId(
                        "line",
                        "https://access.line.me",
                        Map.of(),
                        "https://access.line.me/authorize?",
                        "https://api.line.me/oauth2/v2.1/certs"),
                withUserinfo(
                        openId(
                                "linkedin_v2",
                                "https://www.linkedin.com/oauth",
                                Map.of(),
                                "https://www.linkedin.com/oauth/authorize?",
                                "https://www.linkedin.com/oauth/openid/jwks"),
                        "https://www.linkedin.com/oauth/userinfo",
                        """
                        {"sub": "248289761001", "name": "Jane Doe", "given_name": "Jane", "family_name": "Doe",
                         "locale": {"country": "US", "language": "en"}, "email": "jane@example.com", "email_verified": true}
                        """,
                        Map.of("locale", "en-US", "email_verified", true)),
                withUserinfo(
                        openId(
                                "netid",
                                "https://broker.netid.de/",
                                Map.of(),
                                "https://broker.netid.de/authorize?",
                                "https://broker.netid.de/.well-known/jwks.json",
                                "https://broker.netid.de/token",
                                Map.of()),
                        "https://broker.netid.de/userinfo",
                        """
                        {"sub": "of userinfo alone", "given_name": "Jane", "email": "jane@example.com"}
                        """,
                        Map.of("given_name", "Jane")),
                facebook(),
                issuer(
                        "auth0",
                        "https://acme.eu.auth0.com",
                        "/authorize?",
                        "/oauth/token",
                        "/userinfo",
                        """
                        {"sub": "auth0|5f7c8ec7c33c6c004bbafe82", "name": "Jane Doe", "email": "jane@example.com",
                         "email_verified": true, "updated_at": "2020-10-06T13:00:00.000Z"}
                        """,
                        Map.of(
                                "sub",
                                "auth0|5f7c8ec7c33c6c004bbafe82",
                                "updated_at",
                                1601989200,
                                "iss",
                                "https://acme.eu.auth0.com")),
                issuer(
                        "salesforce",
                        "https://acme.my.salesforce.com",
                        "/services/oauth2/authorize?",
                        "/services/oauth2/token",
                        "/services/oauth2/userinfo",
                        """
                        {"sub": "https://login.salesforce.com/id/00D/005", "preferred_username": "jane@acme.org",
                         "email": "jane@example.com", "email_verified": true, "updated_at": "2013-12-02T18:46:42Z"}
                        """,
                        Map.of("sub", "https://login.salesforce.com/id/00D/005", "updated_at", 1386010002)),
                issuer(
                        "gitlab",
                        null,
                        "/oauth/authorize?",
                        "/oauth/token",
                        "/oauth/userinfo",
                        """
                        {"sub": "1234", "name": "Jane Doe", "nickname": "jane", "email": "jane@example.com", "email_verified": true,
                         "profile": "https://gitlab.com/jane"}
                        """,
                        Map.of("sub", "1234", "nickname", "jane", "iss", "https://gitlab.com")),
                issuer(
                        "uaepass",
                        null,
                        "/idshub/authorize?",
                        "/idshub/token",
                        "/idshub/userinfo",
                        """
                        {"sub": "UAEPASS/8b2a8d8c", "fullnameEN": "Jane Doe", "firstnameEN": "Jane", "lastnameEN": "Doe",
                         "email": "jane@example.com", "idn": "784-1", "userType": "SOP3"}
                        """,
                        Map.of("sub", "UAEPASS/8b2a8d8c", "name", "Jane Doe", "iss", "https://id.uaepass.ae")),
                github("github"),
                github("github-app"),
                oauth(
                        "discord",
                        "https://discord.com/api/v9/oauth2/authorize?",
                        "https://discord.com/api/v9/oauth2/token",
                        "https://discord.com/api/v9/users/@me",
                        """
                        {"id": "80351110224678912", "username": "nelly", "discriminator": "1337",
                         "avatar": "8342729096ea3675442027381ff50dfe", "verified": true, "email": "nelly@discord.com", "locale": "en-US"}
                        """,
                        Map.of(
                                "sub",
                                "80351110224678912",
                                "name",
                                "nelly#1337",
                                "email_verified",
                                true,
                                "picture",
                                "https://cdn.discordapp.com/avatars/80351110224678912/8342729096ea3675442027381ff50dfe.png")),
                oauth(
                        "slack",
                        "https://slack.com/oauth/authorize?",
                        "https://slack.com/api/oauth.access",
                        "https://slack.com/api/users.identity",
                        """
                        {"ok": true, "user": {"name": "Sonny Whether", "id": "U0G9QF9C6", "email": "sonny@example.com",
                         "image_512": "https://avatars.example.com/512.png"}, "team": {"id": "T0G9PQBBK"}}
                        """,
                        Map.of("sub", "U0G9QF9C6", "team", "T0G9PQBBK", "email", "sonny@example.com")),
                oauth(
                        "vk",
                        "https://oauth.vk.com/authorize?",
                        "https://oauth.vk.com/access_token",
                        "https://api.vk.com/method/users.get",
                        """
                        {"response": [{"id": 210700286, "first_name": "Lindsey", "last_name": "Stirling", "sex": 1,
                         "bdate": "21.9.1986", "photo_200": "https://pp.example.com/1.jpg"}]}
                        """,
                        Map.of("sub", "210700286", "given_name", "Lindsey", "gender", "female")),
                oauth(
                        "yandex",
                        "https://oauth.yandex.com/authorize?",
                        "https://oauth.yandex.com/token",
                        "https://login.yandex.ru/info",
                        """
                        {"id": "1000034426", "first_name": "Ivan", "last_name": "Ivanov", "default_email": "test@yandex.ru",
                         "default_avatar_id": "131652443", "is_avatar_empty": false, "sex": "male", "birthday": "1987-03-12"}
                        """,
                        Map.of(
                                "sub",
                                "1000034426",
                                "picture",
                                "https://avatars.yandex.net/get-yapic/131652443/islands-200")),
                oauth(
                        "spotify",
                        "https://accounts.spotify.com/authorize?",
                        "https://accounts.spotify.com/api/token",
                        "https://api.spotify.com/v1/me",
                        """
                        {"display_name": "Lilla", "email": "lilla@example.com", "id": "wizzler",
                         "external_urls": {"spotify": "https://open.spotify.com/user/wizzler"}, "images": [{"url": "https://i.scdn.co/1"}]}
                        """,
                        Map.of(
                                "sub",
                                "wizzler",
                                "profile",
                                "https://open.spotify.com/user/wizzler",
                                "picture",
                                "https://i.scdn.co/1")),
                new Row(
                        "dingtalk",
                        Map.of(),
                        Map.of(
                                "https://api.dingtalk.com/v1.0/oauth2/userAccessToken",
                                "{\"accessToken\": \"at\", \"refreshToken\": \"rt\", \"expireIn\": 7200}",
                                "https://api.dingtalk.com/v1.0/contact/users/me",
                                "{\"nick\": \"zhangsan\", \"openId\": \"123\", \"unionId\": \"z21\", \"email\": \"zhangsan@example.com\"}"),
                        "https://login.dingtalk.com/oauth2/auth?",
                        Map.of("sub", "123", "nickname", "zhangsan")),
                new Row(
                        "linkedin",
                        Map.of(),
                        Map.of(
                                "https://www.linkedin.com/oauth/v2/accessToken",
                                "{\"access_token\": \"at\"}",
                                "https://api.linkedin.com/v2/me",
                                "{\"id\": \"yrZCpj2Z12\", \"localizedFirstName\": \"Bob\", \"localizedLastName\": \"Smith\","
                                        + " \"profilePicture\": {\"displayImage~\": {\"elements\": [{\"identifiers\": [{\"identifier\": \"https://p/1\"}]}]}}}",
                                "https://api.linkedin.com/v2/emailAddress",
                                "{\"elements\": [{\"handle~\": {\"emailAddress\": \"bob@example.com\"}, \"handle\": \"urn:li:emailAddress:1\"}]}"),
                        "https://www.linkedin.com/oauth/v2/authorization?",
                        Map.of(
                                "sub",
                                "yrZCpj2Z12",
                                "email",
                                "bob@example.com",
                                "picture",
                                "https://p/1",
                                "last_name",
                                "Smith")),
                oauth(
                        "lark",
                        "https://passport.feishu.cn/suite/passport/oauth/authorize?",
                        "https://passport.feishu.cn/suite/passport/oauth/token",
                        "https://passport.feishu.cn/suite/passport/oauth/userinfo",
                        """
                        {"sub": "ou_caecc734", "name": "zhangsan", "open_id": "ou_caecc734", "email": "zhangsan@feishu.cn",
                         "avatar_url": "https://www.feishu.cn/avatar", "mobile": "+86130xxxx0000"}
                        """,
                        Map.of("sub", "ou_caecc734", "phone_number", "+86130xxxx0000")),
                oauth(
                        "patreon",
                        "https://www.patreon.com/oauth2/authorize?",
                        "https://www.patreon.com/api/oauth2/token",
                        "https://www.patreon.com/api/oauth2/v2/identity",
                        """
                        {"data": {"attributes": {"email": "jane@example.com", "full_name": "Jane Doe", "first_name": "Jane",
                         "last_name": "Doe", "image_url": "https://c10/1"}, "id": "12345689", "type": "user"}}
                        """,
                        Map.of("sub", "12345689", "name", "Jane Doe")),
                oauth(
                        "amazon",
                        "https://www.amazon.com/ap/oa?",
                        "https://api.amazon.com/auth/o2/token",
                        "https://api.amazon.com/user/profile",
                        """
                        {"user_id": "amzn1.account.K2LI23KL2LK2", "email": "mhashimoto-04@plaxo.com", "name": "Mork Hashimoto",
                         "postal_code": "98052"}
                        """,
                        Map.of("sub", "amzn1.account.K2LI23KL2LK2", "zoneinfo", "98052")));
    }

    static Row microsoft(String at) {
        Row row = openId(
                "microsoft",
                at + "/v2.0",
                Map.of("microsoft_tenant", "common"),
                "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?",
                at + "/discovery/v2.0/keys");
        Map<String, String> replies = new HashMap<>(row.replies());
        replies.put(
                "https://login.microsoftonline.com/common/oauth2/v2.0/token",
                "{\"access_token\": \"at\", \"id_token\": \""
                        + idToken(at + "/v2.0", Map.of("tid", TENANT, "oid", "the object")) + "\"}");
        return new Row(row.word(), row.settings(), replies, row.goesTo(), row.claims());
    }

    static Row apple() {
        String at = "https://appleid.apple.com/auth/";
        return openId(
                "apple",
                "https://appleid.apple.com",
                Map.of(
                        "apple_team_id",
                        "T",
                        "apple_private_key_id",
                        "K",
                        "apple_private_key",
                        APPLE_KEY,
                        "scope",
                        new String[] {"email"}),
                at + "authorize?",
                at + "keys",
                at + "token",
                Map.of());
    }

    /** Made for these tests alone. */
    private static final String APPLE_KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/9GVS0qmh/2L4dic
            0Chu9f9jNnSMocpxKpOqjJxFx9mhRANCAARAOdYzbaTFa2zCoXl6oYs0ogzj0NHs
            2xf+znZ9WAePpkdvLqKKhZkLulpucEYlS4iaQUFVkNx/EM4D9Jd54lBE
            -----END PRIVATE KEY-----
            """;

    private static Row facebook() {
        Row row = openId(
                "facebook",
                "https://www.facebook.com",
                Map.of(),
                "https://facebook.com/dialog/oauth?",
                "https://www.facebook.com/.well-known/oauth/openid/jwks/",
                "https://graph.facebook.com/oauth/access_token",
                Map.of());
        Map<String, String> replies = new HashMap<>(row.replies());
        replies.put("https://graph.facebook.com/me", """
                {"id": "10207", "name": "Jane Doe", "first_name": "Jane", "last_name": "Doe", "email": "jane@example.com",
                 "picture": {"data": {"url": "https://platform-lookaside.fbsbx.com/1"}}}
                """);
        return new Row(
                row.word(),
                row.settings(),
                replies,
                row.goesTo(),
                Map.of("sub", "10207", "email_verified", true, "picture", "https://platform-lookaside.fbsbx.com/1"));
    }

    private static Row github(String word) {
        return new Row(
                word,
                Map.of("scope", new String[] {"user:email"}),
                Map.of(
                        "https://github.com/login/oauth/access_token",
                        "{\"access_token\": \"at\", \"scope\": \"user:email,read:user\", \"token_type\": \"bearer\"}",
                        "https://api.github.com/user",
                        "{\"login\": \"octocat\", \"id\": 1, \"avatar_url\": \"https://github.com/images/1.gif\","
                                + " \"html_url\": \"https://github.com/octocat\", \"name\": \"monalisa\","
                                + " \"updated_at\": \"2008-01-14T04:33:35Z\"}",
                        "https://api.github.com/user/emails",
                        "[{\"email\": \"other@github.com\", \"primary\": false, \"verified\": true},"
                                + " {\"email\": \"octocat@github.com\", \"primary\": true, \"verified\": true}]"),
                "https://github.com/login/oauth/authorize?",
                Map.of("sub", "1", "email", "octocat@github.com", "email_verified", true, "updated_at", 1200285215));
    }

    private static Row issuer(
            String word,
            String issuer,
            String page,
            String token,
            String userinfo,
            String reply,
            Map<String, Object> claims) {
        String base = issuer != null ? issuer : word.equals("gitlab") ? "https://gitlab.com" : "https://id.uaepass.ae";
        return new Row(
                word,
                issuer == null ? Map.of() : Map.of("issuer_url", issuer),
                Map.of(base + token, "{\"access_token\": \"at\"}", base + userinfo, reply),
                base + page,
                claims);
    }

    private static Row withUserinfo(Row row, String url, String reply, Map<String, Object> claims) {
        Map<String, String> replies = new HashMap<>(row.replies());
        replies.put(url, reply);
        Map<String, Object> all = new HashMap<>(row.claims());
        all.putAll(claims);
        return new Row(row.word(), row.settings(), replies, row.goesTo(), all);
    }

    private VendorRows() {}
}
