package io.ostiary.identity.selfservice;

import static io.ostiary.identity.IdentityService.PASSWORD;
import static io.ostiary.identity.IdentityService.email;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.IdentityService;
import io.ostiary.identity.MigrationConfiguration;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** An identity whose password only another system knows. */
@QuarkusTest
@QuarkusTestResource(value = MigrationConfiguration.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "identity"))
class MigratePasswordIT {

    @Inject
    IdentityService service;

    @Test
    void asksUntilThePasswordIsRightAndNeverAgain() {
        String email = email();
        ObjectNode body = Json.object();
        body.putObject("traits").put("email", email);
        body.putObject("credentials")
                .putObject("password")
                .putObject("config")
                .put("use_password_migration_hook", true);
        String id = IdentityService.json(service.admin().body(body.toString()).post("/admin/identities"), 201)
                .get("id")
                .asText();

        assertThat(service.checkPassword(email, "wrong-" + PASSWORD)
                        .path("identity")
                        .isNull())
                .isTrue();
        assertThat(service.checkPassword(email, PASSWORD)
                        .at("/identity/body/id")
                        .asText())
                .isEqualTo(id);
        assertThat(MigrationConfiguration.asked()).isEqualTo(2);

        assertThat(service.checkPassword(email, PASSWORD)
                        .at("/identity/body/id")
                        .asText())
                .isEqualTo(id);
        assertThat(service.checkPassword(email, "wrong-" + PASSWORD)
                        .path("identity")
                        .isNull())
                .isTrue();
        assertThat(MigrationConfiguration.asked()).isEqualTo(2);
    }
}
