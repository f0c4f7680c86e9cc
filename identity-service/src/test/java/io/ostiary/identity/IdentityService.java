package io.ostiary.identity;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.ServiceName;
import io.ostiary.call.ServiceTokens;
import io.ostiary.contract.json.Json;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The service under test as its callers see it: over HTTP, with the headers of gateway and
 * services.
 */
@Singleton
public class IdentityService {

    public static final String PASSWORD = "quiet-Lantern-29";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ServiceTokens tokens;
    private final Pool pool;

    IdentityService(ServiceTokens tokens, Pool pool) {
        this.tokens = tokens;
        this.pool = pool;
    }

    /** An address that no other test uses. */
    public static String email() {
        return "ann-" + UUID.randomUUID() + "@example.org";
    }

    /** A request through the admin side. */
    public RequestSpecification admin() {
        return given().headers(EmbeddedKeys.throughGateway("identity", "admin", "127.0.0.1"))
                .contentType("application/json");
    }

    /** A request through the public side. */
    public RequestSpecification open() {
        return given().headers(EmbeddedKeys.throughGateway("identity", "public", "127.0.0.1"));
    }

    /** A call of another service. */
    public JsonNode call(String path, ObjectNode body) {
        return json(callRaw(path, body), 200);
    }

    public Response callRaw(String path, ObjectNode body) {
        return given().header("Authorization", "Bearer " + tokens.issueFor(ServiceName.IDENTITY))
                .contentType("application/json")
                .body(body.toString())
                .post(path);
    }

    /** A call of another service that only reads. */
    public JsonNode callGet(String path) {
        return json(
                given().header("Authorization", "Bearer " + tokens.issueFor(ServiceName.IDENTITY))
                        .get(path),
                200);
    }

    /** Makes an identity with a password at the admin side. */
    public JsonNode make(String email) {
        return json(admin().body(described(email).toString()).post("/admin/identities"), 201);
    }

    public static ObjectNode described(String email) {
        ObjectNode body = Json.object();
        body.putObject("traits").put("email", email);
        body.putObject("credentials").putObject("password").putObject("config").put("password", PASSWORD);
        return body;
    }

    /** The registration of a person by password. */
    public static ObjectNode registration(String email) {
        ObjectNode body = Json.object()
                .put("attemptId", UUID.randomUUID().toString())
                .put("method", "password")
                .put("password", PASSWORD);
        body.putObject("traits").put("email", email);
        body.putObject("beginVerification").put("flowType", "api").put("requestUrl", "http://public.test/");
        return body;
    }

    public JsonNode checkPassword(String identifier, String password) {
        return call(
                "/internal/credentials/password",
                Json.object()
                        .put("attemptId", UUID.randomUUID().toString())
                        .put("identifier", identifier)
                        .put("password", password));
    }

    public JsonNode get(String id) {
        return json(admin().get("/admin/identities/" + id), 200);
    }

    /** The answer's body, after a look at its status. */
    public static JsonNode json(Response response, int status) {
        if (response.statusCode() != status) {
            throw new AssertionError(
                    "expected " + status + ", got " + response.statusCode() + ": " + response.asString());
        }
        return Json.read(response.asString(), JsonNode.class);
    }

    /** The types of the events about an identity, in order. */
    public List<String> events(String id) {
        return rows("SELECT type FROM outbox WHERE aggregateid = $1 AND effect_key IS NULL ORDER BY position", id);
    }

    /** The types of the effects about an identity that are still to be delivered, in order. */
    public List<String> effects(String id) {
        return rows("SELECT type FROM outbox WHERE aggregateid = $1 AND effect_key IS NOT NULL ORDER BY position", id);
    }

    /** How the database would carry out a query if scanning a table were out of the question. */
    public List<String> plan(String query) {
        String analysed = "EXPLAIN (GENERIC_PLAN) " + query;
        return pool.withTransaction(connection -> connection
                        .query("SET LOCAL enable_seqscan = off")
                        .execute()
                        .chain(() -> connection.query(analysed).execute())
                        .map(rows -> {
                            List<String> lines = new ArrayList<>();
                            rows.forEach(row -> lines.add(row.getString(0)));
                            return lines;
                        }))
                .await()
                .atMost(LIMIT);
    }

    /** The first column of a query. */
    public List<String> rows(String query, Object... parameters) {
        List<String> values = new ArrayList<>();
        for (Row row : pool.preparedQuery(query)
                .execute(Tuple.from(List.of(parameters)))
                .await()
                .atMost(LIMIT)) {
            values.add(String.valueOf(row.getValue(0)));
        }
        return values;
    }
}
