package io.ostiary.identity.identity;

import static io.ostiary.identity.IdentityService.described;
import static io.ostiary.identity.IdentityService.email;
import static io.ostiary.identity.IdentityService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identities that the admin side creates, replaces, finds and deletes. */
@QuarkusTest
@QuarkusTestResource(TestConfiguration.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "identity"))
class AdminIdentitiesIT {

    private static final String PATH = "/admin/identities";
    private static final String UNKNOWN = "5ab1fd0e-7f0f-4c1b-9c3a-2a0c1b7e4d11";

    @Inject
    IdentityService service;

    @Test
    void createsAnIdentityWithItsEvent() {
        String email = email();

        Response response = service.admin()
                .body(described(email).put("external_id", email).toString())
                .post(PATH);

        JsonNode body = json(response, 201);
        String id = body.get("id").asText();
        assertThat(response.header("Location")).isEqualTo("http://admin.test/identities/" + id);
        assertThat(body.at("/credentials/password/version").asInt()).isZero();
        assertThat(body.at("/credentials/code/identifiers/0").asText()).isEqualTo(email);
        assertThat(body.has("metadata_admin")).isFalse();
        assertThat(body.get("schema_url").asText()).isEqualTo("http://public.test/schemas/cGVyc29u");
        assertThat(service.events(id)).containsExactly("identity.created");
        JsonNode found =
                json(service.admin().get(PATH + "/by/external/" + email + "?include_credential=password"), 200);
        assertThat(found.at("/credentials/password/config/hashed_password").asText())
                .startsWith("$2a$04$");
        assertThat(found.get("metadata_admin").isNull()).isTrue();
        assertThat(found.get("id").asText()).isEqualTo(id);
    }

    @Test
    void refusesWhatIsTaken() {
        String email = email();
        service.make(email);

        assertThat(service.admin().body(described(email).toString()).post(PATH).statusCode())
                .isEqualTo(409);
        JsonNode other = service.make(email());
        String path = PATH + "/" + other.get("id").asText();
        String patch = "[{\"op\":\"replace\",\"path\":\"/traits/email\",\"value\":\"" + email.toUpperCase() + "\"}]";
        JsonNode error = json(service.admin().body(patch).patch(path), 409);
        assertThat(error.at("/error/reason").asText()).contains("another identity has one of them");
    }

    @Test
    void letsOneOfManyImportersWin() throws Exception {
        for (int round = 0; round < 3; round++) {
            String email = email();
            int importers = 16;
            CyclicBarrier barrier = new CyclicBarrier(importers);
            List<Integer> statuses = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(importers)) {
                Callable<Integer> one = () -> {
                    barrier.await();
                    ObjectNode body = Json.object();
                    body.putObject("traits").put("email", email);
                    return service.admin().body(body.toString()).post(PATH).statusCode();
                };
                List<Future<Integer>> all = new ArrayList<>();
                for (int i = 0; i < importers; i++) {
                    all.add(threads.submit(one));
                }
                for (Future<Integer> each : all) {
                    statuses.add(each.get());
                }
            }
            assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        }
    }

    @Test
    void replacesAnIdentity() {
        String email = email();
        String id = service.make(email).get("id").asText();
        String body =
                "{\"state\":\"active\",\"traits\":{\"email\":\"%s\",\"name\":{\"first\":\"Ann\"}},\"metadata_public\":{\"a\":1},\"colour\":1}"
                        .formatted(email);

        JsonNode replaced = json(service.admin().body(body).put(PATH + "/" + id), 200);

        assertThat(replaced.at("/traits/name/first").asText()).isEqualTo("Ann");
        assertThat(replaced.at("/metadata_public/a").asInt()).isEqualTo(1);
        assertThat(replaced.has("metadata_admin")).isFalse();
        assertThat(replaced.at("/credentials/password/version").asInt()).isEqualTo(1);
        assertThat(service.checkPassword(email, IdentityService.PASSWORD)
                        .at("/identity/version")
                        .asInt())
                .isEqualTo(2);
        assertThat(service.events(id)).containsExactly("identity.created", "identity.updated");
        assertThat(service.effects(id)).containsExactly("identity.snapshot");
    }

    @Test
    void movesAnIdentityToAnotherSchema() {
        String email = email();
        String id = service.make(email).get("id").asText();

        JsonNode moved = json(
                service.admin()
                        .body("{\"schema_id\":\"staff\",\"traits\":{\"work\":\"" + email + "\"}}")
                        .put(PATH + "/" + id),
                200);

        assertThat(moved.get("schema_id").asText()).isEqualTo("staff");
        assertThat(moved.get("schema_url").asText()).endsWith("/cGVyc29u");
        assertThat(moved.at("/credentials/code/identifiers/0").asText()).isEqualTo(email);
        assertThat(moved.has("recovery_addresses")).isFalse();
        assertThat(service.get(id).get("schema_url").asText()).endsWith("/c3RhZmY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "5",
                "{\"traits\":5}",
                "{\"schema_id\":5}",
                "{\"schema_id\":\"nothing\"}",
                "{\"traits\":{\"email\":\"a\\u0000@b\"}}",
                "{\"traits\":{},\"colour\":1}",
                "{\"credentials\":{\"telepathy\":{}}}",
                "{\"credentials\":{\"password\":{\"config\":{}}}}",
                "{\"credentials\":{\"password\":{}}}",
                "{\"state\":\"asleep\"}",
                "{\"verifiable_addresses\":[{\"value\":\"a@b\",\"via\":\"pigeon\"}]}",
                "{\"verifiable_addresses\":[null]}",
                "{\"external_id\":7}",
                "{\"organization_id\":\"x\"}",
                "{\"metadata_public\":1e999}",
                "{\"credentials\":{\"oidc\":{\"config\":{\"providers\":[{}]}}}}"
            })
    void refusesBodiesThatDescribeNoIdentity(String body) {
        assertThat(service.admin().body(body.getBytes()).post(PATH).statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesOverlongValues() {
        assertThat(service.admin()
                        .body(described(email())
                                .put("external_id", "x".repeat(256))
                                .toString())
                        .post(PATH)
                        .statusCode())
                .isEqualTo(400);
        ObjectNode links = described(email());
        links.with("credentials")
                .putObject("oidc")
                .putObject("config")
                .putArray("providers")
                .addObject()
                .put("provider", "acme")
                .put("subject", randomText(20_000));
        assertThat(service.admin().body(links.toString()).post(PATH).statusCode())
                .isEqualTo(400);
    }

    private static String randomText(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(UUID.randomUUID());
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no-uuid", "/" + UNKNOWN, "/by/external/nothing", "/by/external/%00x"})
    void findsNothingUnderUnknownIds(String path) {
        int status = service.admin().urlEncodingEnabled(false).get(PATH + path).statusCode();
        assertThat(status).isIn(404, 400);
        assertThat(service.admin().delete(PATH + "/" + UNKNOWN).statusCode()).isEqualTo(404);
    }

    @Test
    void findsAnIdentityByItsIdWithoutHyphens() {
        String id = service.make(email()).get("id").asText();

        JsonNode found = json(service.admin().get(PATH + "/" + id.replace("-", "")), 200);

        assertThat(found.get("id").asText()).isEqualTo(id);
    }

    @Test
    void deletesAnIdentityAndTellsWhenSessionsCanNotKnow() {
        String email = email();
        String id = service.make(email).get("id").asText();

        Response deleted = service.admin().delete(PATH + "/" + id);

        // There is no session-service here, so the promise that the sessions are gone can't be
        // made.
        assertThat(deleted.statusCode()).isEqualTo(503);
        assertThat(deleted.header("Retry-After")).isNotNull();
        assertThat(service.admin().get(PATH + "/" + id).statusCode()).isEqualTo(404);
        assertThat(service.events(id)).containsExactly("identity.created", "identity.deleted");
        assertThat(service.effects(id)).containsExactly("identity.snapshot");
        service.make(email);
    }

    @Test
    void answersADeactivationOnlyWhenSessionsKnowIt() {
        String id = service.make(email()).get("id").asText();
        String patch = "[{\"op\":\"replace\",\"path\":\"/state\",\"value\":\"inactive\"}]";

        assertThat(service.admin().body(patch).patch(PATH + "/" + id).statusCode())
                .isEqualTo(503);
        assertThat(service.admin().body(patch).patch(PATH + "/" + id).statusCode())
                .isEqualTo(503);
        assertThat(service.get(id).get("state").asText()).isEqualTo("inactive");
        assertThat(service.events(id)).containsExactly("identity.created", "identity.state_changed");
        assertThat(service.effects(id)).hasSize(1);
    }

    @Test
    void showsSchemas() {
        Response all = service.open().get("/schemas?page_size=1");
        assertThat(json(all, 200).get(0).get("id").asText()).isEqualTo("person");
        assertThat(all.header("X-Total-Count")).isEqualTo("2");
        assertThat(json(service.open().get("/schemas/cGVyc29u"), 200))
                .isEqualTo(json(service.open().get("/schemas/person"), 200));
        assertThat(service.open().get("/schemas/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void findsEveryQueryAnIndex() {
        List<String> queries = List.of(
                IdentityStatements.BY_ID,
                IdentityStatements.BY_EXTERNAL_ID,
                IdentityStatements.BY_IDENTIFIER,
                IdentityStatements.BY_TYPE_AND_IDENTIFIER,
                IdentityStatements.BY_VERIFIABLE_ADDRESS,
                IdentityStatements.BY_RECOVERY_ADDRESS,
                IdentityStatements.LIST_WITH_CREDENTIALS.formatted(IdentityStatements.hasIdentifier()),
                IdentityStatements.LIST_WITH_CREDENTIALS.formatted(IdentityStatements.hasPrefix()),
                IdentityStatements.LIST.formatted("i.organization_id = $1 AND i.id > $2 ORDER BY i.id LIMIT 3"),
                IdentityStatements.LIST.formatted("true AND i.id > $1 ORDER BY i.id LIMIT 3"));
        for (String query : queries) {
            assertThat(service.plan(query)).as(query).noneMatch(line -> line.contains("Seq Scan"));
        }
    }

    @Test
    void leavesALineInTheLogForEachChangeAndNoneForReading() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("io.ostiary.admin");
        log.addHandler(handler);
        try {
            String id = service.make(email()).get("id").asText();
            service.get(id);
            service.admin().delete("/admin/identities/" + id + "/credentials/totp?identifier=a-secret");

            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            lines.stream().anyMatch(line -> line.contains("/credentials/totp 404 from 127.0.0.1")));
            assertThat(lines).anyMatch(line -> line.startsWith("admin POST /admin/identities 201"));
            assertThat(lines)
                    .anyMatch(
                            line -> line.startsWith("admin DELETE /admin/identities/" + id + "/credentials/totp 404"));
            assertThat(lines).noneMatch(line -> line.contains("GET") || line.contains("a-secret"));
        } finally {
            log.removeHandler(handler);
        }
    }
}
