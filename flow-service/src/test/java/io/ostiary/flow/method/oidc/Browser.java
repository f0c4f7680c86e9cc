package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.SuiteClient;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;

/** A browser whose page's script speaks JSON; it keeps cookies. */
final class Browser {

    private final SuiteClient client;
    private final Map<String, String> cookies = new HashMap<>();

    Browser(SuiteClient client) {
        this.client = client;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    /** A request with its cookies. */
    RequestSpecification request(String accept) {
        return client.browser(accept).cookies(cookies);
    }

    private Response kept(Response answer) {
        cookies.putAll(answer.cookies());
        return answer;
    }

    /** Begins a flow. */
    JsonNode begin(String kind, Map<String, ?> query) {
        Response begun = kept(request("application/json").queryParams(query).get("/self-service/" + kind + "/browser"));
        begun.then().statusCode(200);
        return tree(begun);
    }

    /** Submits a flow. */
    Response submit(String kind, JsonNode flow, Map<String, Object> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("csrf_token", SuiteClient.valueOf(flow, "csrf_token"));
        return kept(request("application/json")
                .contentType(ContentType.JSON)
                .queryParam("flow", flow.path("id").asText())
                .body(Json.text(all))
                .post("/self-service/" + kind));
    }

    /** Leaves for a provider. @return the address of its page */
    String leave(String kind, JsonNode flow, Map<String, Object> fields) {
        Response left = submit(kind, flow, fields);
        left.then().statusCode(422);
        return tree(left).path("redirect_browser_to").asText();
    }

    /** Comes back. */
    Response comeBack(String provider, Map<String, String> brought) {
        return comeBack("application/json", provider, brought);
    }

    Response comeBack(String accept, String provider, Map<String, String> brought) {
        return kept(request(accept).queryParams(brought).get("/self-service/methods/oidc/callback/" + provider));
    }

    /** Reads a flow. */
    JsonNode read(String kind, String id) {
        return tree(request("application/json").queryParam("id", id).get("/self-service/" + kind + "/flows"));
    }

    static JsonNode tree(Response answer) {
        return Json.read(answer.asString(), JsonNode.class);
    }
}
