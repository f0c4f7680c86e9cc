package io.ostiary.identity.selfservice;

import static io.ostiary.identity.IdentityService.email;
import static io.ostiary.identity.IdentityService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.IdentityService;
import io.ostiary.identity.TestConfiguration;
import io.ostiary.internal.identity.CredentialsEdit;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The door to credentials, and how they are kept. */
@QuarkusTest
@QuarkusTestResource(TestConfiguration.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "identity"))
class SealedCredentialsIT extends CredentialsCase {

    @Test
    void keepsSecretsSealedAndExportsThemOpen() {
        String id = made();
        edit(
                id,
                "totp",
                new CredentialsEdit.Replace(
                        seal.seal(Json.object().put("totp_url", "otpauth://totp/x?secret=GEZDGNBV")), List.of(id)));

        assertThat(stored(id, "totp")).startsWith("\"sealed:").doesNotContain("GEZDGNBV");
        assertThat(json(service.admin().get("/admin/identities/" + id + "?include_credential=totp"), 200)
                        .at("/credentials/totp/config/totp_url")
                        .asText())
                .endsWith("GEZDGNBV");
    }

    @Test
    void opensNothingInTheRowOfSomebodyElse() {
        String id = made();
        String other = made();
        ObjectNode url = Json.object().put("totp_url", "otpauth://totp/x?secret=GEZDGNBV");
        edit(id, "totp", new CredentialsEdit.Replace(seal.seal(url), List.of(id)));
        edit(other, "totp", new CredentialsEdit.Replace(seal.seal(url), List.of(other)));

        service.rows(
                "UPDATE credentials SET config = (SELECT config FROM credentials WHERE identity_id = $1 AND type = 'totp')"
                        + " WHERE identity_id = $2 AND type = 'totp' RETURNING type",
                UUID.fromString(id),
                UUID.fromString(other));

        assertThat(service.admin().get("/admin/identities/" + other).statusCode())
                .isEqualTo(500);
    }

    @Test
    void readsWhatTheFirstVersionLeftOpenAndSealsItWhenItIsWritten() {
        String id = made();
        edit(id, "lookup_secret", new CredentialsEdit.Replace(seal.seal(codes()), List.of(id)));
        service.rows(
                "UPDATE credentials SET config = $2::text::jsonb WHERE identity_id = $1 AND type = 'lookup_secret' RETURNING type",
                UUID.fromString(id),
                codes().toString());

        assertThat(held(id, "lookup_secret").path("recovery_codes")).hasSize(2);

        JsonNode code = Json.object().put("code", "a").putNull("used_at");
        JsonNode used = Json.object().put("code", "a").put("used_at", "2026-01-01T00:00:00Z");
        assertThat(edit(id, "lookup_secret", new CredentialsEdit.Note("a", seal.seal(code), seal.seal(used)))
                        .identity())
                .isNotNull();
        assertThat(stored(id, "lookup_secret")).startsWith("\"sealed:");
    }

    @Test
    void neitherShowsNorEditsAPassword() {
        String id = made();

        assertThat(held(id, "password")).isEqualTo(Json.object());
        assertThat(service.callRaw(
                                "/internal/identities/" + id + "/credentials/password",
                                body(new CredentialsEdit.Take(null)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(service.checkPassword(service.get(id).at("/traits/email").asText(), IdentityService.PASSWORD)
                        .at("/identity/body/id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void keepsCredentialsOfAnotherVersionAndShowsThemToNobody() {
        String id = made();
        service.rows(
                "INSERT INTO credentials (identity_id, type, config, version, created_at, updated_at)"
                        + " VALUES ($1, 'palm_print', '\"sealed:xyz\"', 7, now(), now()) RETURNING type",
                UUID.fromString(id));

        assertThat(service.get(id).at("/credentials/palm_print").isMissingNode())
                .isTrue();

        String patch = "[{\"op\": \"replace\", \"path\": \"/traits/email\", \"value\": \"" + email() + "\"}]";
        json(service.admin().body(patch).patch("/admin/identities/" + id), 200);

        assertThat(stored(id, "palm_print")).isEqualTo("\"sealed:xyz\"");
    }
}
