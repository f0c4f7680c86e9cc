package io.ostiary.identity.identity;

import static io.ostiary.identity.IdentityService.email;
import static io.ostiary.identity.IdentityService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.identity.IdentityService;
import io.ostiary.identity.TestConfiguration;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identities that the admin side changes by JSON Patch. */
@QuarkusTest
@QuarkusTestResource(TestConfiguration.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "identity"))
class PatchedIdentitiesIT {

    private static final String PATH = "/admin/identities";

    @Inject
    IdentityService service;

    @Test
    void patchesAnIdentity() {
        String id = service.make(email()).get("id").asText();
        String path = PATH + "/" + id;
        String fresh = email();

        JsonNode patched = json(
                service.admin()
                        .body(
                                "[{\"op\":\"replace\",\"path\":\"/traits/email\",\"value\":\"%s\"},{\"op\":\"add\",\"path\":\"/metadata_admin\",\"value\":{\"n\":1}}]"
                                        .formatted(fresh))
                        .patch(path),
                200);
        assertThat(patched.at("/credentials/password/identifiers/0").asText()).isEqualTo(fresh);
        assertThat(patched.at("/metadata_admin/n").asInt()).isEqualTo(1);
        assertThat(service.checkPassword(fresh, IdentityService.PASSWORD)
                        .get("identity")
                        .isObject())
                .isTrue();

        assertThat(json(
                                service.admin()
                                        .body("[{\"op\":\"remove\",\"path\":\"/metadata_admin\"}]")
                                        .patch(path),
                                200)
                        .has("metadata_admin"))
                .isFalse();
        JsonNode verified = json(
                service.admin()
                        .body(
                                "[{\"op\":\"replace\",\"path\":\"/verifiable_addresses/0/verified\",\"value\":true},{\"op\":\"replace\",\"path\":\"/verifiable_addresses/0/status\",\"value\":\"completed\"}]")
                        .patch(path),
                200);
        assertThat(verified.at("/verifiable_addresses/0").has("verified_at")).isTrue();
        assertThat(json(service.admin().body("[]").patch(path), 200).get("updated_at"))
                .isEqualTo(verified.get("updated_at"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "[",
                "[{\"op\":\"replace\",\"path\":\"/id\",\"value\":\"x\"}]",
                "[{\"op\":\"replace\",\"path\":\"/credentials\",\"value\":{}}]",
                "[{\"op\":\"replace\",\"path\":\"/state\",\"value\":\"asleep\"}]",
                "[{\"op\":\"replace\",\"path\":\"/traits/email\",\"value\":\"nowhere\"}]",
                "[{\"op\":\"add\",\"path\":\"/traits/shoe\",\"value\":44}]",
                "[{\"op\":\"replace\",\"path\":\"/schema_id\",\"value\":\"nothing\"}]",
                "[{\"op\":\"replace\",\"path\":\"/schema_id\",\"value\":5}]",
                "[{\"op\":\"replace\",\"path\":\"/traits\",\"value\":5}]",
                "[{\"op\":\"add\",\"path\":\"/credentials/totp\",\"value\":{}}]",
                "[{\"op\":\"add\",\"path\":\"/metadata_public\",\"value\":\"\\u0000\"}]",
                "[{\"op\":\"replace\",\"path\":\"/verifiable_addresses/0/verified\",\"value\":\"yes\"}]"
            })
    void refusesPatchesThatLeaveNoIdentity(String patch) {
        String id = service.make(email()).get("id").asText();

        assertThat(service.admin().body(patch).patch(PATH + "/" + id).statusCode())
                .isEqualTo(400);
        assertThat(service.events(id)).containsExactly("identity.created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verifiable_addresses", "/recovery_addresses/0"})
    void refusesAPatchThatPutsTextInThePlaceOfAddresses(String path) {
        String id = service.make(email()).get("id").asText();
        String patch = "[{\"op\":\"replace\",\"path\":\"" + path + "\",\"value\":\"x\"}]";

        assertThat(service.admin().body(patch).patch(PATH + "/" + id).statusCode())
                .isEqualTo(400);
    }
}
