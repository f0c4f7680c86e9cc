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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        ObjectNode body = described(email());
        String subject = UUID.randomUUID().toString();
        body.with("credentials")
                .putObject("oidc")
                .putObject("config")
                .putArray("providers")
                .addObject()
                .put("provider", "acme")
                .put("subject", subject);
        body.with("credentials")
                .putObject("totp")
                .putObject("config")
                .put("totp_url", "otpauth://totp/x?secret=GEZDGNBV");
        body.with("credentials")
                .putObject("lookup_secret")
                .putObject("config")
                .putArray("codes")
                .addObject()
                .put("code", "abc");

        String id = json(service.admin().body(body.toString()).post(PATH), 201)
                .get("id")
                .asText();

        JsonNode credentials = json(
                        service.admin()
                                .get(
                                        PATH
                                                + "/"
                                                + id
                                                + "?include_credential=oidc&include_credential=totp&include_credential=lookup_secret"),
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

        assertThat(service.admin().delete(PATH + "/" + id + "/credentials/totp").statusCode())
                .isEqualTo(204);
        assertThat(service.admin().delete(PATH + "/" + id + "/credentials/totp").statusCode())
                .isEqualTo(404);
        assertThat(service.admin().delete(PATH + "/" + id + "/credentials/oidc").statusCode())
                .isEqualTo(400);
        assertThat(service.admin()
                        .queryParam("identifier", "acme:" + subject)
                        .delete(PATH + "/" + id + "/credentials/oidc")
                        .statusCode())
                .isEqualTo(204);
        assertThat(service.admin()
                        .delete(PATH + "/" + id + "/credentials/password")
                        .statusCode())
                .isEqualTo(400);
        assertThat(service.events(id)).contains("identity.credentials_changed");
    }

    @Test
    void verifiesAnImportedHashAndReplacesIt() {
        String email = email();
        ObjectNode body = described(email);
        body.with("credentials")
                .putObject("password")
                .putObject("config")
                .put("hashed_password", "$md5$2O1tcdKcBk9miKDQ/8q6sw==");
        String id = json(service.admin().body(body.toString()).post(PATH), 201)
                .get("id")
                .asText();

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
    void refusesWhatIsTaken() {
        String email = email();
        service.make(email);

        assertThat(service.admin().body(described(email).toString()).post(PATH).statusCode())
                .isEqualTo(409);
        JsonNode other = service.make(email());
        String path = PATH + "/" + other.get("id").asText();
        String patch = "[{\"op\":\"replace\",\"path\":\"/traits/email\",\"value\":\"" + email.toUpperCase() + "\"}]";
        JsonNode error = json(service.admin().body(patch).patch(path), 409);
        assertThat(error.get("error").has("reason")).isFalse();
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
    void listsByFilter() {
        String email = email();
        String id = service.make(email).get("id").asText();

        assertThat(list("credentials_identifier", email.toUpperCase())).containsExactly(id);
        assertThat(list("preview_credentials_identifier_similar", email.substring(0, 30)))
                .contains(id);
        assertThat(list("preview_credentials_identifier_similar", email.substring(0, 30) + "%"))
                .isEmpty();
        assertThat(list("ids", id)).containsExactly(id);
        assertThat(list("organization_id", UNKNOWN)).isEmpty();
        assertThat(service.admin().queryParam("ids", "no-uuid").get(PATH).statusCode())
                .isEqualTo(400);
        assertThat(service.admin()
                        .queryParam("ids", id)
                        .queryParam("credentials_identifier", email)
                        .get(PATH)
                        .statusCode())
                .isEqualTo(400);
        assertThat(service.admin().queryParam("page_token", "garbage").get(PATH).statusCode())
                .isEqualTo(400);
        assertThat(service.admin()
                        .queryParam("include_credential", "telepathy")
                        .get(PATH)
                        .statusCode())
                .isEqualTo(400);
        JsonNode brief =
                json(service.admin().queryParam("ids", id).get(PATH), 200).get(0);
        assertThat(brief.has("credentials")).isFalse();
    }

    private List<String> list(String filter, String value) {
        List<String> ids = new ArrayList<>();
        json(service.admin().queryParam(filter, value).get(PATH), 200)
                .forEach(each -> ids.add(each.get("id").asText()));
        return ids;
    }

    @Test
    void walksThroughPages() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            made.add(service.make(email()).get("id").asText());
        }
        List<String> seen = new ArrayList<>();
        String next = PATH + "?page_size=2";
        while (next != null) {
            Response page = service.admin().urlEncodingEnabled(false).get(next);
            json(page, 200).forEach(each -> seen.add(each.get("id").asText()));
            Matcher link = Pattern.compile("<([^>]*)>; rel=\"next\"").matcher(page.header("Link"));
            next = link.find() ? link.group(1) : null;
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(made).isSorted();
        Response old = service.admin().get(PATH + "?page=1&per_page=2");
        assertThat(json(old, 200)).hasSize(2);
        assertThat(Integer.parseInt(old.header("X-Total-Count"))).isGreaterThanOrEqualTo(5);
        assertThat(old.header("Link")).contains("rel=\"first\"", "rel=\"prev\"");
    }

    @Test
    void createsABatchWithAnOutcomeForEach() {
        String taken = email();
        service.make(taken);
        ObjectNode body = Json.object();
        String fresh = email();
        body.putArray("identities").addObject().put("patch_id", UNKNOWN).set("create", described(fresh));
        body.withArray("/identities").addObject().set("create", described(taken));
        ObjectNode invalid = Json.object();
        invalid.putObject("traits").put("email", "nowhere");
        body.withArray("/identities").addObject().set("create", invalid);

        JsonNode outcomes =
                json(service.admin().body(body.toString()).patch(PATH), 200).get("identities");

        assertThat(outcomes.get(0).get("action").asText()).isEqualTo("create");
        assertThat(outcomes.get(0).get("patch_id").asText()).isEqualTo(UNKNOWN);
        assertThat(outcomes.get(1).at("/error/code").asInt()).isEqualTo(409);
        assertThat(outcomes.get(2).at("/error/code").asInt()).isEqualTo(400);
        assertThat(service.checkPassword(fresh, IdentityService.PASSWORD).at("/identity/body/id"))
                .isEqualTo(outcomes.get(0).get("identity"));
    }

    @Test
    void findsAnIdentityByItsIdWithoutHyphens() {
        String id = service.make(email()).get("id").asText();

        JsonNode found = json(service.admin().get(PATH + "/" + id.replace("-", "")), 200);

        assertThat(found.get("id").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verifiable_addresses", "/recovery_addresses/0"})
    void refusesAPatchThatPutsTextInThePlaceOfAddresses(String path) {
        String id = service.make(email()).get("id").asText();
        String patch = "[{\"op\":\"replace\",\"path\":\"" + path + "\",\"value\":\"x\"}]";

        assertThat(service.admin().body(patch).patch(PATH + "/" + id).statusCode())
                .isEqualTo(400);
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
}
