package io.ostiary.session;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.ServiceName;
import io.ostiary.call.ServiceTokens;
import io.ostiary.config.Secret;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The service under test as its callers see it: over HTTP, with the headers of gateway and
 * services.
 */
@Singleton
public class SessionService {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ServiceTokens tokens;
    private final Pool pool;

    SessionService(ServiceTokens tokens, Pool pool) {
        this.tokens = tokens;
        this.pool = pool;
    }

    /** A request through the public side. */
    public RequestSpecification open() {
        return given().headers(
                        EmbeddedKeys.throughGateway("session", "public", "127.0.0.1", new ShiftedClock().instant()))
                .redirects()
                .follow(false);
    }

    /** A request through the admin side. */
    public RequestSpecification admin() {
        return given().headers(
                        EmbeddedKeys.throughGateway("session", "admin", "127.0.0.1", new ShiftedClock().instant()))
                .redirects()
                .follow(false);
    }

    /** A request of another service. */
    public RequestSpecification internal() {
        return given().header("Authorization", "Bearer " + tokens.issueFor(ServiceName.SESSION))
                .contentType("application/json");
    }

    /** A person at version 1 with one factor. */
    public static IdentitySnapshot person() {
        return person(UUID.randomUUID(), 1, "active", "aal1");
    }

    public static IdentitySnapshot person(UUID id, long version, String state, String availableAal) {
        Instant now = Instant.now();
        VerifiableAddressBody address = new VerifiableAddressBody(
                UUID.randomUUID(), "ann@example.org", false, "email", "pending", null, now, now);
        IdentityBody body = new IdentityBody(
                id,
                null,
                "default",
                "http://127.0.0.1:4433/schemas/ZGVmYXVsdA",
                state,
                now,
                Json.object().put("email", "ann@example.org").put("version", version),
                List.of(address),
                null,
                null,
                Json.object().put("hidden", "yes"),
                now,
                now,
                null,
                null);
        List<String> secondFactors = "aal2".equals(availableAal) ? List.of("totp") : List.of();
        return new IdentitySnapshot(version, List.of("password"), secondFactors, List.of("password"), body);
    }

    /** A new session by password. */
    public Sessions.Issued login(IdentitySnapshot person) {
        return issue(UUID.randomUUID(), person, "password", "aal1", null);
    }

    public Sessions.Issued issue(UUID attempt, IdentitySnapshot person, String method, String aal, Secret token) {
        return issue(Sessions.Issue.keeping(
                attempt,
                person,
                List.of(AuthenticationMethodBody.of(method, aal, Instant.now())),
                new Sessions.Device("203.0.113.9", "Test-Agent/9", "Bonn, DE"),
                token));
    }

    /** The same person signs in again in a browser, which gets a new token. */
    public Sessions.Issued renew(UUID attempt, IdentitySnapshot person, Secret token) {
        return issue(new Sessions.Issue(
                attempt,
                person,
                List.of(AuthenticationMethodBody.of("password", "aal1", Instant.now())),
                new Sessions.Device("203.0.113.9", "Test-Agent/9", "Bonn, DE"),
                token,
                true));
    }

    private Sessions.Issued issue(Sessions.Issue issue) {
        String answer = internal()
                .body(Json.text(issue))
                .post("/internal/sessions")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return Json.read(answer, Sessions.Issued.class);
    }

    /** The strict check; null when the token opens nothing. */
    public JsonNode check(Secret token) {
        String body = Json.text(new Sessions.Check(token));
        JsonNode answer = Json.read(
                internal()
                        .body(body)
                        .post("/internal/sessions/check")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString(),
                JsonNode.class);
        return answer.path("session").isObject() ? answer : null;
    }

    public Sessions.Revoked revoke(Sessions.Revoke request) {
        return Json.read(
                internal()
                        .body(Json.text(request))
                        .post("/internal/sessions/revocations")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString(),
                Sessions.Revoked.class);
    }

    /** Delivers an effect of another service. */
    public void effect(String type, JsonNode payload) {
        effect(UUID.randomUUID() + "/" + type, type, payload);
    }

    public void effect(String key, String type, JsonNode payload) {
        ObjectNode effect = Json.object()
                .put("id", UUID.randomUUID().toString())
                .put("key", key)
                .put("type", type);
        effect.set("payload", payload);
        int status =
                internal().body(effect.toString()).post("/internal/effects").statusCode();
        if (status / 100 != 2) {
            throw new AssertionError("effect answered " + status);
        }
    }

    public int whoami(Secret token) {
        return open().header("X-Session-Token", token.reveal())
                .get("/sessions/whoami")
                .statusCode();
    }

    /** The events about an identity, in the order of their sequence. */
    public List<JsonNode> events(UUID identityId) {
        List<JsonNode> events = new ArrayList<>();
        pool.preparedQuery("SELECT payload FROM outbox WHERE aggregateid = $1 AND effect_key IS NULL ORDER BY position")
                .execute(Tuple.of(identityId.toString()))
                .await()
                .atMost(LIMIT)
                .forEach(row -> events.add(Json.read(row.getString(0), JsonNode.class)));
        return events;
    }

    /** Runs a statement. */
    public void sql(String statement, Object... parameters) {
        pool.preparedQuery(statement)
                .execute(Tuple.from(List.of(parameters)))
                .await()
                .atMost(LIMIT);
    }

    public long count(String query, Object... parameters) {
        return pool.preparedQuery(query)
                .execute(Tuple.from(List.of(parameters)))
                .await()
                .atMost(LIMIT)
                .iterator()
                .next()
                .getLong(0);
    }
}
