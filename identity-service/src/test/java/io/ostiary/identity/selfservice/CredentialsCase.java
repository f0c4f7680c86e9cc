package io.ostiary.identity.selfservice;

import static io.ostiary.identity.IdentityService.email;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.IdentityService;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.CredentialsEdit;
import io.ostiary.internal.identity.HeldCredentials.Edit;
import io.ostiary.internal.identity.SealedConfig;
import jakarta.inject.Inject;
import java.util.UUID;

/** What tests of the calls about credentials begin with. */
abstract class CredentialsCase {

    @Inject
    IdentityService service;

    @Inject
    ConfigSeal seal;

    String made() {
        return service.make(email()).get("id").asText();
    }

    static ObjectNode codes() {
        ObjectNode config = Json.object();
        config.putArray("recovery_codes")
                .add(Json.object().put("code", "a").putNull("used_at"))
                .add(Json.object().put("code", "b").putNull("used_at"));
        return config;
    }

    CredentialsEdit add(JsonNode item) {
        return CredentialsEdit.Add.of(seal.seal(item));
    }

    Changes.Result edit(String id, String type, CredentialsEdit edit) {
        JsonNode answer = service.call("/internal/identities/" + id + "/credentials/" + type, body(edit));
        return Json.read(answer.toString(), Changes.Result.class);
    }

    static ObjectNode body(CredentialsEdit edit) {
        return (ObjectNode) Json.read(Json.text(new Edit(UUID.randomUUID(), edit, null, null)), JsonNode.class);
    }

    /** The config of the type, opened. */
    JsonNode held(String id, String type) {
        JsonNode all = service.callGet("/internal/identities/" + id + "/credentials?types=" + type);
        assertThat(all.get("held")).hasSize(1);
        return seal.open(new SealedConfig(all.at("/held/0/config").asText()));
    }

    String stored(String id, String type) {
        return service.rows(
                        "SELECT config::text FROM credentials WHERE identity_id = $1 AND type = $2",
                        UUID.fromString(id),
                        type)
                .getFirst();
    }
}
