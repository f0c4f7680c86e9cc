package io.ostiary.flow;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.CallConfig;
import io.ostiary.contract.json.Json;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What native apps and administrators do, as it reaches the services behind the gateway. */
@Singleton
public class SuiteClient {

    public static final String PASSWORD = "eleven horses on a bridge";

    private final CallConfig addresses;

    SuiteClient(CallConfig addresses) {
        this.addresses = addresses;
    }

    /** Somebody with a password. @return the address by which they sign in */
    public String person() {
        return person("");
    }

    /** As above. @param prefix of the address */
    public String person(String prefix) {
        return personAt(prefix + UUID.randomUUID() + "@example.org");
    }

    /** As above. @param email the address */
    public String personAt(String email) {
        ObjectNode body = Json.object().put("schema_id", "default");
        body.withObject("/traits").put("email", email);
        body.withObject("/credentials/password/config").put("password", PASSWORD);
        var address = body.withArray("/verifiable_addresses").addObject();
        address.put("value", email).put("via", "email").put("verified", true).put("status", "completed");
        given().headers(EmbeddedKeys.throughGateway("identity", "admin", "127.0.0.1"))
                .contentType(ContentType.JSON)
                .body(body.toString())
                .post(addresses.identity().url() + "/admin/identities")
                .then()
                .statusCode(201);
        return email;
    }

    /** A request to flow-service. @param token of the client's session; null when it has none */
    public RequestSpecification flows(@Nullable String token) {
        RequestSpecification request = browser("application/json");
        return token == null ? request : request.header("X-Session-Token", token);
    }

    /** A request of a browser to flow-service. */
    public RequestSpecification browser(String accept) {
        return given().headers(EmbeddedKeys.throughGateway("flow", "public", "127.0.0.1"))
                .redirects()
                .follow(false)
                .accept(accept);
    }

    /** Begins a flow of a native app. */
    public JsonNode begin(String kind, @Nullable String token, Map<String, ?> query) {
        return Json.read(
                flows(token)
                        .queryParams(query)
                        .get("/self-service/" + kind + "/api")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString(),
                JsonNode.class);
    }

    /** Submits a flow. */
    public Response submit(String kind, JsonNode flow, @Nullable String token, Map<String, ?> fields) {
        return flows(token)
                .contentType(ContentType.JSON)
                .queryParam("flow", flow.path("id").asText())
                .body(Json.text(fields))
                .post("/self-service/" + kind);
    }

    /** Signs in by password. @return the token of the session */
    public String signIn(String email) {
        return submit(
                        "login",
                        begin("login", null, Map.of()),
                        null,
                        Map.of("method", "password", "identifier", email, "password", PASSWORD))
                .then()
                .statusCode(200)
                .extract()
                .path("session_token");
    }

    /** What whoami answers. */
    public Response whoami(String token) {
        return given().headers(EmbeddedKeys.throughGateway("session", "public", "127.0.0.1"))
                .header("X-Session-Token", token)
                .accept(ContentType.JSON)
                .get(addresses.session().url() + "/sessions/whoami");
    }

    /** What the admin side shows of an identity's credentials of a type, found by the address by which it signs in. */
    public JsonNode credentials(String email, String type) {
        String found = given().headers(EmbeddedKeys.throughGateway("identity", "admin", "127.0.0.1"))
                .queryParam("credentials_identifier", email)
                .queryParam("include_credential", type)
                .get(addresses.identity().url() + "/admin/identities")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return Json.read(found, JsonNode.class).path(0).path("credentials").path(type);
    }

    /** Whether a form asks for a field. */
    public static boolean asksFor(JsonNode flow, String field) {
        for (JsonNode node : flow.at("/ui/nodes")) {
            if (node.at("/attributes/name").asText().equals(field)) {
                return true;
            }
        }
        return false;
    }

    /** The value of a field in a form; empty when it isn't there. */
    public static String valueOf(JsonNode flow, String field) {
        for (JsonNode node : flow.at("/ui/nodes")) {
            if (node.at("/attributes/name").asText().equals(field)) {
                return node.at("/attributes/value").asText();
            }
        }
        return "";
    }

    /** Fields as a page's form sends them. */
    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
