package io.ostiary.identity.selfservice;

import static io.ostiary.identity.IdentityService.PASSWORD;
import static io.ostiary.identity.IdentityService.email;
import static io.ostiary.identity.IdentityService.registration;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.IdentityService;
import io.ostiary.identity.TestConfiguration;
import io.ostiary.outbox.cleanup.Cleanup;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestConfiguration.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "identity"))
class IdentityCallsIT {

    private static final String REGISTER = "/internal/identities/registrations";

    @Inject
    IdentityService service;

    @Inject
    PostgresAttempts attempts;

    @Inject
    Cleanup cleanup;

    @Inject
    Pool pool;

    @Test
    void registersAPersonAndBeginsVerification() {
        String email = email();

        // A field without a value travels as null.
        JsonNode result = service.call(REGISTER, registration(email).putNull("followUp"));

        String id = result.at("/identity/body/id").asText();
        assertThat(result.get("complaints")).isEmpty();
        assertThat(result.at("/identity/version").asInt()).isEqualTo(1);
        assertThat(result.at("/identity/body/verifiable_addresses/0/status").asText())
                .isEqualTo("sent");
        assertThat(result.at("/identity/body").has("credentials")).isFalse();
        assertThat(result.at("/identity/credentialsTypes").toString()).contains("password", "code");
        JsonNode effect = result.at("/effects/0");
        assertThat(effect.get("service").asText()).isEqualTo("flow");
        assertThat(effect.get("type").asText()).isEqualTo("verification.begin");
        assertThat(effect.at("/payload/addresses/0/value").asText()).isEqualTo(email);
        assertThat(effect.at("/payload/identity/body/verifiable_addresses/0/status")
                        .asText())
                .isEqualTo("pending");
        assertThat(effect.at("/payload/frame/requestUrl").asText()).isEqualTo("http://public.test/");
        assertThat(service.events(id)).containsExactly("identity.registered");
        assertThat(service.effects(id)).containsExactly("verification.begin");
        assertThat(service.checkPassword(email, PASSWORD)
                        .at("/identity/body/id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void saysThatOnlyAnotherSystemKnowsAPassword() {
        String email = email();
        ObjectNode body = Json.object();
        body.putObject("traits").put("email", email);
        body.putObject("credentials")
                .putObject("password")
                .putObject("config")
                .put("use_password_migration_hook", true);
        IdentityService.json(service.admin().body(body.toString()).post("/admin/identities"), 201);

        JsonNode result = service.checkPassword(email, PASSWORD);

        assertThat(result.path("identity").isNull()).isTrue();
        assertThat(result.path("trouble").asText()).isEqualTo("NO_MIGRATION_HOOK");
    }

    @Test
    void givesARepeatedSubmissionTheFirstResult() {
        ObjectNode request = registration(email());

        JsonNode first = service.call(REGISTER, request);
        JsonNode second = service.call(REGISTER, request);

        assertThat(second.at("/identity/body/id")).isEqualTo(first.at("/identity/body/id"));
        assertThat(second.at("/effects/0/id")).isEqualTo(first.at("/effects/0/id"));
        assertThat(service.events(first.at("/identity/body/id").asText())).hasSize(1);
    }

    @Test
    void registersOneOfManyWithTheSameIdentifier() throws Exception {
        String email = email();
        int persons = 16;
        CyclicBarrier barrier = new CyclicBarrier(persons);
        List<JsonNode> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(persons)) {
            Callable<JsonNode> one = () -> {
                barrier.await();
                return service.call(REGISTER, registration(email));
            };
            List<Future<JsonNode>> all = new ArrayList<>();
            for (int i = 0; i < persons; i++) {
                all.add(threads.submit(one));
            }
            for (Future<JsonNode> each : all) {
                results.add(each.get());
            }
        }
        assertThat(results).filteredOn(each -> each.get("identity").isObject()).hasSize(1);
        assertThat(results)
                .filteredOn(each -> !each.get("identity").isObject())
                .allSatisfy(each ->
                        assertThat(each.at("/complaints/0/text/id").asInt()).isEqualTo(4000007));
    }

    @Test
    void complainsAboutTraitsAndPasswords() {
        ObjectNode request = registration("nowhere");
        assertThat(complaint(request)).isEqualTo("traits.email 4000040");
        assertThat(complaint(registration(email()).put("password", "short"))).isEqualTo("password 4000032");
        String email = email();
        assertThat(complaint(registration(email).put("password", email))).isEqualTo("password 4000031");
        assertThat(complaint(registration(email()).put("password", "x1".repeat(40))))
                .isEqualTo("password 4000033");
        assertThat(complaint(registration(email()).put("password", ""))).isEqualTo("password 4000002");
        ObjectNode poisoned = registration(email());
        poisoned.with("traits").putObject("name").put("first", "a\0b");
        assertThat(complaint(poisoned)).isEqualTo("traits 4000001");
        ObjectNode checked = registration(email()).put("checkOnly", true);
        JsonNode result = service.call(REGISTER, checked);
        assertThat(result.get("identity").isNull()).isTrue();
        assertThat(result.get("complaints")).isEmpty();
    }

    private String complaint(ObjectNode request) {
        JsonNode complaint = service.call(REGISTER, request).at("/complaints/0");
        return complaint.get("field").asText() + " " + complaint.at("/text/id").asText();
    }

    @Test
    void registersByCodeWithItsAddressProven() {
        String email = email();
        ObjectNode request =
                Json.object().put("attemptId", UUID.randomUUID().toString()).put("method", "code");
        request.putObject("traits").put("email", email);
        request.putObject("codeAddress").put("via", "email").put("value", email);
        request.putObject("beginVerification").put("flowType", "api").put("requestUrl", "x");

        JsonNode result = service.call(REGISTER, request);

        assertThat(result.at("/identity/body/verifiable_addresses/0/status").asText())
                .isEqualTo("completed");
        assertThat(result.get("effects")).isEmpty();
        assertThat(result.at("/identity/credentialsTypes").toString()).isEqualTo("[\"code\"]");
        assertThat(service.events(result.at("/identity/body/id").asText()))
                .containsExactly("identity.registered", "identity.address_verified");
        assertThat(service.checkPassword(email, "").get("identity").isNull()).isTrue();
    }

    @Test
    void answersUnknownIdentifiersLikeWrongPasswords() {
        String email = email();
        service.make(email);
        assertThat(service.checkPassword(email, "wrong")).isEqualTo(service.checkPassword("nobody", "wrong"));
        assertThat(service.checkPassword("nobody\0", "wrong")).isEqualTo(service.checkPassword("nobody", "wrong"));
    }

    @Test
    void refusesToCheckAPasswordThatIsMissing() {
        ObjectNode asked = Json.object().put("attemptId", UUID.randomUUID().toString());

        assertThat(service.callRaw("/internal/credentials/password", asked).statusCode())
                .isEqualTo(400);
        assertThat(service.callRaw("/internal/credentials/password", asked.put("identifier", "nobody"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void findsByIdentifier() {
        String email = email();
        String id = service.make(email).get("id").asText();
        assertThat(lookup(email.toUpperCase(), null)).isEqualTo(id);
        assertThat(lookup(email, "code")).isEqualTo(id);
        assertThat(lookup(email, "oidc")).isEmpty();
        assertThat(lookup(email, "telepathy")).isEmpty();
        assertThat(service.callRaw("/internal/identities/" + id, Json.object()).statusCode())
                .isEqualTo(405);
    }

    private String lookup(String identifier, String type) {
        return service.call(
                        "/internal/credentials/lookup",
                        Json.object().put("identifier", identifier).put("type", type))
                .at("/identity/body/id")
                .asText();
    }

    @Test
    void recordsHowFarTheProofOfAnAddressHasCome() {
        String email = email();
        String id = service.make(email).get("id").asText();
        ObjectNode find = Json.object().put("value", email.toUpperCase()).put("markSent", false);
        assertThat(service.call("/internal/addresses/verifiable", find)
                        .at("/address/status")
                        .asText())
                .isEqualTo("pending");
        assertThat(service.call("/internal/addresses/verifiable", find.put("markSent", true))
                        .at("/address/status")
                        .asText())
                .isEqualTo("sent");
        assertThat(service.call("/internal/addresses/verifiable", find)
                        .at("/identity/version")
                        .asInt())
                .isEqualTo(2);
        ObjectNode proven =
                Json.object().put("attemptId", UUID.randomUUID().toString()).put("identityId", id);
        proven.putArray("values").addObject().put("via", "email").put("value", email);

        JsonNode verified = service.call("/internal/addresses/verified", proven);
        JsonNode again = service.call("/internal/addresses/verified", proven);

        assertThat(verified.at("/body/verifiable_addresses/0/verified").asBoolean())
                .isTrue();
        assertThat(verified.get("version").asInt()).isEqualTo(3);
        assertThat(again).isEqualTo(verified);
        assertThat(service.events(id)).containsExactly("identity.created", "identity.address_verified");
        assertThat(service.call(
                                "/internal/addresses/verifiable",
                                Json.object().put("value", "nobody@example.org").put("markSent", true))
                        .get("identity")
                        .isNull())
                .isTrue();
        assertThat(service.call("/internal/addresses/recovery", Json.object().put("value", email))
                        .get("value")
                        .asText())
                .isEqualTo(email);
        assertThat(service.call("/internal/addresses/recovery", Json.object().put("value", "nothing"))
                        .get("identity")
                        .isNull())
                .isTrue();
    }

    @Test
    void needsAPrivilegedSessionForIdentifiersAlone() {
        String email = email();
        String id = service.make(email).get("id").asText();
        String path = "/internal/identities/" + id + "/traits";

        ObjectNode name = traits(email, false);
        name.with("traits").putObject("name").put("first", "Ann");
        assertThat(service.call(path, name)
                        .at("/identity/body/traits/name/first")
                        .asText())
                .isEqualTo("Ann");

        String fresh = email();
        JsonNode refused = service.call(path, traits(fresh, false));
        assertThat(refused.get("needsPrivileged").asBoolean()).isTrue();
        assertThat(refused.get("identity").isNull()).isTrue();

        JsonNode changed = service.call(path, traits(fresh, true));
        assertThat(changed.at("/identity/body/verifiable_addresses/0/status").asText())
                .isEqualTo("sent");
        assertThat(changed.at("/effects/0/payload/addresses/0/value").asText()).isEqualTo(fresh);
        assertThat(changed.get("effects")).hasSize(1);
        assertThat(service.checkPassword(fresh, PASSWORD).get("identity").isObject())
                .isTrue();
        assertThat(service.checkPassword(email, PASSWORD).get("identity").isObject())
                .isFalse();

        String taken = email();
        service.make(taken);
        assertThat(service.call(path, traits(taken, true))
                        .at("/complaints/0/text/id")
                        .asInt())
                .isEqualTo(4000007);
        assertThat(service.call(path, traits("x", true))
                        .at("/complaints/0/field")
                        .asText())
                .isEqualTo("traits.email");
        assertThat(service.callRaw("/internal/identities/" + UUID.randomUUID() + "/traits", traits(fresh, true))
                        .statusCode())
                .isEqualTo(404);
    }

    private static ObjectNode traits(String email, boolean privileged) {
        ObjectNode body =
                Json.object().put("attemptId", UUID.randomUUID().toString()).put("privileged", privileged);
        body.putObject("traits").put("email", email);
        body.putObject("beginVerification").put("flowType", "api").put("requestUrl", "x");
        return body;
    }

    @Test
    void setsAnotherPassword() {
        String email = email();
        String id = service.make(email).get("id").asText();
        String path = "/internal/identities/" + id + "/password";

        assertThat(service.call(path, password(PASSWORD))
                        .at("/complaints/0/text/id")
                        .asInt())
                .isEqualTo(4000039);
        assertThat(service.call(path, password("short"))
                        .at("/complaints/0/field")
                        .asText())
                .isEqualTo("password");
        assertThat(service.call(path, password("amber-Harvest-83"))
                        .at("/identity/version")
                        .asInt())
                .isEqualTo(2);
        assertThat(service.checkPassword(email, PASSWORD).get("identity").isNull())
                .isTrue();
        assertThat(service.checkPassword(email, "amber-Harvest-83")
                        .get("identity")
                        .isObject())
                .isTrue();
        assertThat(service.events(id)).containsExactly("identity.created", "identity.credentials_changed");
    }

    private static ObjectNode password(String password) {
        return Json.object().put("attemptId", UUID.randomUUID().toString()).put("password", password);
    }

    @Test
    void refusesACodeThatProvesAnAddressOfOtherTraits() {
        ObjectNode request =
                Json.object().put("attemptId", UUID.randomUUID().toString()).put("method", "code");
        request.putObject("traits").put("email", email());
        request.putObject("codeAddress").put("via", "email").put("value", email());

        JsonNode result = service.call(REGISTER, request);

        assertThat(result.get("identity").isNull()).isTrue();
        assertThat(result.at("/complaints/0/text/id").asInt()).isEqualTo(4040003);
    }

    @Test
    void takesPasswordsFromBothKindsOfKeyboards() {
        String email = email();
        service.call(REGISTER, registration(email).put("password", "Caf\u00e9-au-lait-9"));
        assertThat(service.checkPassword(email, "Cafe\u0301-au-lait-9")
                        .get("identity")
                        .isObject())
                .isTrue();
    }

    @Test
    void removesAttemptsOfMoreThanADayAgo() {
        ObjectNode request = registration(email());
        service.call(REGISTER, request);

        cleanup.run().await().indefinitely();
        assertThat(known(request)).isTrue();
        pool.preparedQuery(
                        "UPDATE registration_attempt SET created_at = now() - interval '25 hours' WHERE attempt_id = $1")
                .execute(Tuple.of(UUID.fromString(request.get("attemptId").asText())))
                .await()
                .indefinitely();
        cleanup.run().await().indefinitely();
        assertThat(known(request)).isFalse();
    }

    private boolean known(ObjectNode request) {
        return attempts.find(UUID.fromString(request.get("attemptId").asText()))
                        .await()
                        .indefinitely()
                != null;
    }
}
