package io.ostiary.flow.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.SuiteClient;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A browser that keeps cookies, as flow-service sees it behind the gateway. */
final class PageBrowser {

    private final SuiteClient client;
    private final Map<String, String> cookies = new TreeMap<>();

    PageBrowser(SuiteClient client) {
        this.client = client;
    }

    Response open(String accept, String path, Map<String, ?> query) {
        return kept(request(accept).queryParams(query).get(path));
    }

    /** The flow to whose page the browser was sent. */
    JsonNode flowBehind(String kind, Response answer) {
        answer.then().statusCode(303);
        String id = answer.header("Location").replaceFirst(".*flow=", "");
        Response read = open("application/json", "/self-service/" + kind + "/flows", Map.of("id", id));
        read.then().statusCode(200);
        return Json.read(read.asString(), JsonNode.class);
    }

    Response submit(String accept, String kind, JsonNode flow, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("csrf_token", SuiteClient.valueOf(flow, "csrf_token"));
        return kept(request(accept)
                .contentType("application/x-www-form-urlencoded")
                .queryParam("flow", flow.path("id").asText())
                .body(SuiteClient.form(form))
                .post("/self-service/" + kind));
    }

    private RequestSpecification request(String accept) {
        return client.browser(accept).cookies(cookies);
    }

    private Response kept(Response response) {
        for (Cookie cookie : response.getDetailedCookies()) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
        return response;
    }
}
