package io.ostiary.identity.identity;

import static io.ostiary.identity.IdentityService.described;
import static io.ostiary.identity.IdentityService.email;
import static io.ostiary.identity.IdentityService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.IdentityService;
import io.ostiary.identity.TestConfiguration;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Identities that come with addresses and credentials from elsewhere, one by one or in batches. */
@QuarkusTest
@QuarkusTestResource(TestConfiguration.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "identity"))
class ImportedIdentitiesIT {

    private static final String PATH = "/admin/identities";
    private static final String PART = "5ab1fd0e-7f0f-4c1b-9c3a-2a0c1b7e4d11";

    @Inject
    IdentityService service;

    @Test
    void importsAddressesThatTheTraitsHave() {
        String email = email();
        ObjectNode body = described(email);
        body.putArray("verifiable_addresses")
                .addObject()
                .put("value", email.toUpperCase())
                .put("via", "email")
                .put("verified", true)
                .put("status", "completed");
        body.withArray("/verifiable_addresses")
                .addObject()
                .put("value", "other@example.org")
                .put("via", "email")
                .put("verified", true)
                .put("status", "completed");

        JsonNode made = json(service.admin().body(body.toString()).post(PATH), 201);

        assertThat(made.get("verifiable_addresses")).hasSize(1);
        assertThat(made.at("/verifiable_addresses/0/verified").asBoolean()).isTrue();
        assertThat(made.at("/verifiable_addresses/0").has("verified_at")).isTrue();
        assertThat(service.get(made.get("id").asText())
                        .at("/verifiable_addresses/0/status")
                        .asText())
                .isEqualTo("completed");
    }

    @Test
    void importsProviderLinksAndOtherCredentials() {
        String subject = UUID.randomUUID().toString();

        String id = idOf(service.admin()
                .body(withEveryOtherCredential(subject).toString())
                .post(PATH));

        JsonNode credentials = json(
                        service.admin()
                                .queryParam("include_credential", "oidc", "totp", "lookup_secret")
                                .get(PATH + "/" + id),
                        200)
                .get("credentials");
        assertThat(credentials.at("/oidc/identifiers/0").asText()).isEqualTo("acme:" + subject);
        assertThat(credentials.at("/oidc/config/providers/0/provider").asText()).isEqualTo("acme");
        assertThat(credentials.at("/totp/identifiers/0").asText()).isEqualTo(id);
        assertThat(credentials.at("/lookup_secret/config/recovery_codes/0/code").asText())
                .isEqualTo("abc");
        json(
                service.admin()
                        .queryParam("credentials_identifier", "acme:" + subject)
                        .get(PATH),
                200);
        assertThat(service.call(
                                "/internal/credentials/lookup",
                                Json.object().put("identifier", id).put("type", "totp"))
                        .at("/identity/secondFactors")
                        .toString())
                .isEqualTo("[\"code\",\"lookup_secret\",\"totp\"]");

        assertThat(delete(id, "totp")).isEqualTo(204);
        assertThat(delete(id, "totp")).isEqualTo(404);
        assertThat(delete(id, "oidc")).isEqualTo(400);
        assertThat(delete(id, "oidc?identifier=acme:" + subject)).isEqualTo(204);
        assertThat(delete(id, "password")).isEqualTo(400);
        assertThat(service.events(id)).contains("identity.credentials_changed");
    }

    @Test
    void importsKeysAndSamlLinksAndTakesThemAwayAsTheContractAllows() {
        String subject = UUID.randomUUID().toString();
        String handle = Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8));

        String id =
                idOf(service.admin().body(withKeys(subject, handle).toString()).post(PATH));

        JsonNode credentials = json(
                        service.admin()
                                .queryParam("include_credential", "saml", "webauthn", "passkey")
                                .get(PATH + "/" + id),
                        200)
                .get("credentials");
        assertThat(credentials.at("/passkey/identifiers/0").asText()).isEqualTo(subject);
        assertThat(credentials.at("/webauthn/config/credentials").size()).isEqualTo(2);
        assertThat(json(
                                service.admin()
                                        .queryParam("credentials_identifier", "idp:" + subject)
                                        .get(PATH),
                                200)
                        .at("/0/id")
                        .asText())
                .isEqualTo(id);
        assertThat(delete(id, "webauthn")).isEqualTo(204);
        assertThat(json(
                                service.admin()
                                        .queryParam("include_credential", "webauthn")
                                        .get(PATH + "/" + id),
                                200)
                        .at("/credentials/webauthn/config/credentials")
                        .size())
                .as("the passwordless key stays")
                .isEqualTo(1);
        assertThat(delete(id, "passkey")).isEqualTo(400);
        assertThat(delete(id, "saml?identifier=idp:nobody")).isEqualTo(404);
        assertThat(delete(id, "saml?identifier=idp:" + subject)).isEqualTo(204);
        assertThat(delete(id, "nonsense")).isEqualTo(404);
    }

    private static ObjectNode withKeys(String subject, String handle) {
        ObjectNode body = described(email());
        ObjectNode credentials = body.withObject("/credentials");
        credentials
                .withObject("/saml/config")
                .putArray("providers")
                .addObject()
                .put("provider", "idp")
                .put("subject", subject);
        credentials
                .withObject("/webauthn/config")
                .put("user_handle", handle)
                .putArray("credentials")
                .add(key(true))
                .add(key(false));
        credentials
                .withObject("/passkey/config")
                .put("user_handle", handle)
                .putArray("credentials")
                .add(key(true));
        return body;
    }

    private static ObjectNode key(boolean passwordless) {
        return Json.object()
                .put("id", Base64.getEncoder().encodeToString(new byte[] {1, 2, (byte) (passwordless ? 3 : 4)}))
                .put("display_name", "a key")
                .put("is_passwordless", passwordless);
    }

    private static ObjectNode withEveryOtherCredential(String subject) {
        ObjectNode body = described(email());
        ObjectNode credentials = body.with("credentials");
        credentials
                .putObject("oidc")
                .putObject("config")
                .putArray("providers")
                .addObject()
                .put("provider", "acme")
                .put("subject", subject);
        credentials.putObject("totp").putObject("config").put("totp_url", "otpauth://totp/x?secret=GEZDGNBV");
        credentials
                .putObject("lookup_secret")
                .putObject("config")
                .putArray("codes")
                .addObject()
                .put("code", "abc");
        return body;
    }

    private int delete(String id, String credentials) {
        return service.admin()
                .delete(PATH + "/" + id + "/credentials/" + credentials)
                .statusCode();
    }

    private static String idOf(Response created) {
        return json(created, 201).get("id").asText();
    }

    @Test
    void verifiesAnImportedHashAndReplacesIt() {
        String email = email();
        ObjectNode body = described(email);
        body.with("credentials")
                .putObject("password")
                .putObject("config")
                .put("hashed_password", "$md5$2O1tcdKcBk9miKDQ/8q6sw==");
        String id = idOf(service.admin().body(body.toString()).post(PATH));

        assertThat(service.checkPassword(email, "wrong").get("identity").isNull())
                .isTrue();
        assertThat(service.checkPassword(email, "correct horse 7")
                        .at("/identity/body/id")
                        .asText())
                .isEqualTo(id);

        JsonNode now = json(service.admin().get(PATH + "/" + id + "?include_credential=password"), 200);
        assertThat(now.at("/credentials/password/config/hashed_password").asText())
                .startsWith("$2a$04$");
        assertThat(service.checkPassword(email, "correct horse 7")
                        .at("/identity/body/id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void createsABatchWithAnOutcomeForEach() {
        String taken = email();
        service.make(taken);
        ObjectNode body = Json.object();
        String fresh = email();
        body.putArray("identities").addObject().put("patch_id", PART).set("create", described(fresh));
        body.withArray("/identities").addObject().set("create", described(taken));
        ObjectNode invalid = Json.object();
        invalid.putObject("traits").put("email", "nowhere");
        body.withArray("/identities").addObject().set("create", invalid);

        JsonNode outcomes =
                json(service.admin().body(body.toString()).patch(PATH), 200).get("identities");

        assertThat(outcomes.get(0).get("action").asText()).isEqualTo("create");
        assertThat(outcomes.get(0).get("patch_id").asText()).isEqualTo(PART);
        assertThat(outcomes.get(1).at("/error/code").asInt()).isEqualTo(409);
        assertThat(outcomes.get(2).at("/error/code").asInt()).isEqualTo(400);
        assertThat(service.checkPassword(fresh, IdentityService.PASSWORD).at("/identity/body/id"))
                .isEqualTo(outcomes.get(0).get("identity"));
    }

    @Test
    void failsABatchWhoseOnlyPartIsTaken() {
        String taken = email();
        service.make(taken);
        ObjectNode body = Json.object();
        body.putArray("identities").addObject().set("create", described(taken));

        assertThat(service.admin().body(body.toString()).patch(PATH).statusCode())
                .isEqualTo(409);

        body.withArray("/identities").addObject().set("create", described(taken));
        JsonNode outcomes =
                json(service.admin().body(body.toString()).patch(PATH), 200).get("identities");
        assertThat(outcomes.findValuesAsText("action")).containsExactly("error", "error");
    }

    @Test
    void failsARowOfABatchAloneAndSaysWhichAndWhy() {
        ObjectNode body = Json.object();
        body.putArray("identities").addObject().set("create", described(email()));
        body.withArray("/identities").addObject().set("create", withHash("$2a$04$abc"));
        ObjectNode misspelt = described(email());
        misspelt.with("credentials").with("password").with("config").put("pasword", "x");
        body.withArray("/identities").addObject().put("patch_id", PART).set("create", misspelt);
        body.withArray("/identities").addObject();
        body.withArray("/identities").addNull();
        body.withArray("/identities").addObject().put("patch_id", "x").set("create", described(email()));
        ObjectNode via = described(email());
        via.putArray("verifiable_addresses")
                .addObject()
                .put("value", "a@example.org")
                .put("via", "dove");
        body.withArray("/identities").addObject().set("create", via);

        JsonNode outcomes =
                json(service.admin().body(body.toString()).patch(PATH), 200).get("identities");

        assertThat(outcomes.findValuesAsText("action"))
                .containsExactly("create", "error", "error", "error", "error", "error", "error");
        assertThat(outcomes.get(2).get("patch_id").asText()).isEqualTo(PART);
        assertThat(outcomes.get(2).at("/error/details/row").asInt()).isEqualTo(2);
        assertThat(outcomes.findValuesAsText("reason"))
                .satisfiesExactly(
                        hash -> assertThat(hash).startsWith("credentials.password.config.hashed_password"),
                        key -> assertThat(key).startsWith("identities.2.create.credentials.password.config.pasword"),
                        none -> assertThat(none).startsWith("identities.3.create is an object"),
                        nothing -> assertThat(nothing).startsWith("identities.4 is an object"),
                        id -> assertThat(id).startsWith("identities.5.patch_id is a UUID"),
                        dove -> assertThat(dove).startsWith("verifiable_addresses.0.via is email or sms"));
    }

    private static ObjectNode withHash(String hash) {
        ObjectNode body = described(email());
        body.with("credentials").with("password").putObject("config").put("hashed_password", hash);
        return body;
    }

    @Test
    void saysWhatIsTaken() {
        ObjectNode first =
                described(email()).put("external_id", UUID.randomUUID().toString());
        json(service.admin().body(first.toString()).post(PATH), 201);
        String other = service.make(email()).get("id").asText();
        ObjectNode same = described(email()).set("external_id", first.get("external_id"));

        assertThat(reason(service.admin().body(same.toString()).post(PATH))).startsWith("external_id");
        assertThat(reason(service.admin().body(same.toString()).put(PATH + "/" + other)))
                .startsWith("external_id");
        same.set("traits", first.get("traits"));
        same.remove("external_id");
        assertThat(reason(service.admin().body(same.toString()).put(PATH + "/" + other)))
                .isNotEmpty();
    }

    private static String reason(Response refused) {
        return json(refused, 409).at("/error/reason").asText();
    }
}
