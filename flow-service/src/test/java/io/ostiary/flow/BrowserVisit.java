package io.ostiary.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;

/** A browser whose page speaks JSON: it keeps its cookies. */
public final class BrowserVisit {

    private final SuiteClient client;
    private final Map<String, String> cookies = new HashMap<>();

    public BrowserVisit(SuiteClient client) {
        this.client = client;
    }

    /** Begins a flow. */
    public JsonNode begin(String kind, Map<String, ?> query) {
        Response begun = client.browser("application/json")
                .cookies(cookies)
                .queryParams(query)
                .get("/self-service/" + kind + "/browser");
        begun.then().statusCode(200);
        cookies.putAll(begun.cookies());
        return tree(begun);
    }

    /** Submits a flow, with the token of its form. */
    public Response submit(String kind, JsonNode flow, Map<String, ?> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("csrf_token", SuiteClient.valueOf(flow, "csrf_token"));
        Response answer = client.browser("application/json")
                .cookies(cookies)
                .contentType(ContentType.JSON)
                .body(Json.text(all))
                .post("/self-service/" + kind + "?flow=" + flow.path("id").asText());
        cookies.putAll(answer.cookies());
        return answer;
    }

    /** Signs in by password. */
    public BrowserVisit signIn(String email) {
        submit(
                "login",
                begin("login", Map.of()),
                Map.of("method", "password", "identifier", email, "password", SuiteClient.PASSWORD));
        return this;
    }

    /** An answer's JSON. */
    public static JsonNode tree(Response answer) {
        return Json.read(answer.asString(), JsonNode.class);
    }
}
