package io.ostiary.identity.identity;

import static io.ostiary.identity.IdentityService.email;
import static io.ostiary.identity.IdentityService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials and addresses that the admin side changes by JSON Patch. */
@QuarkusTest
@QuarkusTestResource(TestConfiguration.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "identity"))
class PatchedCredentialsIT {

    private static final String PATH = "/admin/identities/";
    private static final String HASH = "$2a$04$abcdefghijklmnopqrstuuxvTTCQFMHRrKYeZRDbyKXqDsLtMfbYG";

    @Inject
    IdentityService service;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "add     | /credentials/password/config/password | 'a-clear-One-77'",
                "add     | /credentials/password/config          | {'password':'a-clear-One-77'}",
                "replace | /credentials/password                 | {'type':'password','config':{'password':'a-clear-One-77'}}"
            })
    void hashesAPasswordInClearAndNeverShowsIt(String op, String path, String value) {
        String email = email();
        String id = service.make(email).get("id").asText();

        json(patch(id, op, path, value), 200);

        JsonNode config = json(service.admin().get(PATH + id + "?include_credential=password"), 200)
                .at("/credentials/password/config");
        assertThat(config.has("password")).isFalse();
        assertThat(config.get("hashed_password").asText()).startsWith("$2a$04$");
        assertThat(service.checkPassword(email, "a-clear-One-77")
                        .get("identity")
                        .isObject())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "replace | /credentials/password/config/hashed_password | ''        | credentials.password.config.hashed_password",
                "replace | /credentials/password/config/hashed_password | null      | credentials.password.config.hashed_password",
                "replace | /credentials/password/config/hashed_password | '$2a$04$abc' | credentials.password.config.hashed_password",
                "replace | /credentials/password/config/hashed_password | 5         | credentials.password.config.hashed_password",
                "add     | /credentials/password/config/pasword         | 'x'       | credentials.password.config.pasword",
                "add     | /credentials/password/config/password        | ''        | credentials.password.config.password",
                "add     | /credentials/password/config/password        | {}        | credentials.password.config.password",
                "add     | /credentials/password/config/use_password_migration_hook | 'yes' | use_password_migration_hook",
                "replace | /credentials/password/config                 | {'use_password_migration_hook':true} | migrate_hook",
                "replace | /credentials/password/config                 | {}        | last way to sign in",
                "add     | /credentials/password/colour                 | 'red'     | credentials.password.colour",
                "add     | /credentials/password/identifiers            | [5]       | credentials.password.identifiers",
                "replace | /credentials/password                        | null      | last way to sign in",
                "add     | /credentials/totp  | {'type':'totp','config':{'totp_url':''}}  | credentials.totp.config.totp_url",
                "add     | /credentials/totp  | {'type':'totp','config':{'url':'x'}}      | credentials.totp.config.totp_url",
                "add     | /credentials/lookup_secret | {'type':'lookup_secret','config':{'recovery_codes':['a']}} | recovery_codes.0",
                "add     | /credentials/webauthn | {'type':'webauthn','config':{'credentials':{}}} | credentials.webauthn.config.credentials",
                "add     | /credentials/passkey | {'type':'passkey','config':{'credentials':[{}]}} | passkey.config.credentials.0",
                "add     | /credentials/code_recovery | {'type':'code_recovery','config':{'a':1}} | credentials.code_recovery",
                "add     | /credentials/shoes | {'type':'shoes','config':{'a':1}} | credentials.shoes"
            })
    void refusesCredentialsThatNobodyCouldUse(String op, String path, String value, String named) {
        String email = email();
        String id = service.make(email).get("id").asText();

        JsonNode refused = json(patch(id, op, path, value), 400);

        assertThat(refused.at("/error/reason").asText()).contains(named);
        assertThat(service.checkPassword(email, IdentityService.PASSWORD)
                        .get("identity")
                        .isObject())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/credentials/password/config/hashed_password", "/credentials/password/config", "/credentials/password"
    })
    void takesNoLastWayToSignInAway(String path) {
        String email = email();
        String id = service.make(email).get("id").asText();

        json(
                service.admin()
                        .body("[{\"op\":\"remove\",\"path\":\"" + path + "\"}]")
                        .patch(PATH + id),
                400);

        assertThat(service.checkPassword(email, IdentityService.PASSWORD)
                        .get("identity")
                        .isObject())
                .isTrue();
    }

    @Test
    void keepsTheHashThatIsThereWhenATextIsNone() {
        String email = email();
        String id = service.make(email).get("id").asText();

        json(patch(id, "replace", "/credentials/password/config/hashed_password", "'x'"), 200);

        assertThat(service.checkPassword(email, IdentityService.PASSWORD)
                        .get("identity")
                        .isObject())
                .isTrue();
    }

    @Test
    void asksTheHashAndNotTheHookWhereThereIsOne() {
        String email = email();
        String id = service.make(email).get("id").asText();

        json(patch(id, "add", "/credentials/password/config/use_password_migration_hook", "true"), 200);

        assertThat(service.checkPassword(email, IdentityService.PASSWORD)
                        .get("identity")
                        .isObject())
                .isTrue();
    }

    @Test
    void takesAnotherHash() {
        String id = service.make(email()).get("id").asText();

        json(patch(id, "replace", "/credentials/password/config/hashed_password", "'" + HASH + "'"), 200);

        assertThat(json(service.admin().get(PATH + id + "?include_credential=password"), 200)
                        .at("/credentials/password/config/hashed_password")
                        .asText())
                .isEqualTo(HASH);
    }

    @Test
    void keepsTheTimeOfAVerification() {
        String id = service.make(email()).get("id").asText();

        json(patch(id, "replace", "/verifiable_addresses/0/verified", "true"), 200);
        JsonNode patched = json(patch(id, "add", "/verifiable_addresses/0/verified_at", "'2021-01-01T00:00:00Z'"), 200);

        assertThat(patched.at("/verifiable_addresses/0/verified_at").asText()).isEqualTo("2021-01-01T00:00:00Z");
        assertThat(service.get(id).at("/verifiable_addresses/0/verified_at").asText())
                .isEqualTo("2021-01-01T00:00:00Z");
        assertThat(json(patch(id, "add", "/verifiable_addresses/0/verified_at", "'soon'"), 400)
                        .at("/error/reason")
                        .asText())
                .contains("verifiable_addresses.0.verified_at");
    }

    @Test
    void completesTheProofOfAnAddressThatIsMarkedAsVerified() {
        String id = service.make(email()).get("id").asText();

        JsonNode address = json(patch(id, "replace", "/verifiable_addresses/0/verified", "true"), 200)
                .at("/verifiable_addresses/0");

        assertThat(address.get("status").asText()).isEqualTo("completed");
        assertThat(address.hasNonNull("verified_at")).isTrue();
        JsonNode back = json(patch(id, "replace", "/verifiable_addresses/0/verified", "false"), 200)
                .at("/verifiable_addresses/0");
        assertThat(back.get("status").asText()).isEqualTo("pending");
        assertThat(back.hasNonNull("verified_at")).isFalse();
    }

    @Test
    void forgetsProofsThatAPatchTookOut() {
        String id = service.make(email()).get("id").asText();
        json(patch(id, "replace", "/verifiable_addresses/0/verified", "true"), 200);

        JsonNode patched = json(patch(id, "replace", "/verifiable_addresses", "[]"), 200);

        assertThat(patched.get("verifiable_addresses")).hasSize(1);
        assertThat(patched.at("/verifiable_addresses/0/verified").asBoolean()).isFalse();
    }

    @Test
    void writesNumbersTheSameEverywhere() {
        String email = email();
        String id = service.make(email).get("id").asText();

        Response patched = service.admin()
                .body("[{\"op\":\"add\",\"path\":\"/metadata_public\",\"value\":{\"a\":1e2,\"b\":100.0,\"c\":0.10}}]")
                .patch(PATH + id);

        assertThat(patched.asString()).contains("\"metadata_public\":{\"a\":100,\"b\":100,\"c\":0.1}");
        assertThat(service.admin().get(PATH + id).asString())
                .contains("\"metadata_public\":{\"a\":100,\"b\":100,\"c\":0.1}");
    }

    @Test
    void appliesAPatchWithAPasswordOnce() {
        String id = service.make(email()).get("id").asText();
        String patch = ("[{'op':'add','path':'/metadata_admin','value':[]},"
                        + "{'op':'add','path':'/metadata_admin/-','value':1},"
                        + "{'op':'add','path':'/credentials/password/config/password','value':'a-clear-One-77'}]")
                .replace('\'', '"');

        JsonNode patched = json(service.admin().body(patch).patch(PATH + id), 200);

        assertThat(patched.get("metadata_admin")).hasSize(1);
    }

    private Response patch(String id, String op, String path, String value) {
        JsonNode read = Json.read(value.replace('\'', '"'), JsonNode.class);
        String operation =
                Json.object().put("op", op).put("path", path).set("value", read).toString();
        return service.admin().body("[" + operation + "]").patch(PATH + id);
    }
}
