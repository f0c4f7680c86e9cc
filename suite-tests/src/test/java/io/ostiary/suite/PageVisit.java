package io.ostiary.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.RawConnection.Request;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser whose page's script speaks JSON. It keeps its cookies, and its requests can be sent by others too. */
public final class PageVisit {

    private final StackConfig config;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public PageVisit(StackConfig config) {
        this.config = config;
    }

    /** Begins a flow. @param query with its question mark, or empty */
    public JsonNode begin(String kind, String query) {
        Http.Answer begun = sent(get("/self-service/" + kind + "/browser" + query));
        return begun.expect(200).body();
    }

    /** Submits a flow. */
    public Http.Answer submit(String kind, JsonNode flow, ObjectNode fields) {
        return sent(request(kind, flow, fields));
    }

    /** The request that submits a flow, with the token of its form and the cookies of now. */
    public Request request(String kind, JsonNode flow, ObjectNode fields) {
        ObjectNode all = fields.deepCopy().put("csrf_token", Form.value(flow, "csrf_token"));
        Request plain = RawConnection.json(
                "POST", "/self-service/" + kind + "?flow=" + flow.path("id").asText(), all);
        return withCookies(plain);
    }

    /** The request that follows an address of the suite. @param target path and query */
    public Request get(String target) {
        return withCookies(new Request("GET", target, Map.of("Accept", "application/json"), null));
    }

    private Request withCookies(Request plain) {
        Map<String, String> headers = new LinkedHashMap<>(plain.headers());
        if (!cookies.isEmpty()) {
            headers.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return new Request(plain.method(), plain.target(), headers, plain.body());
    }

    /** Sends a request, and keeps the cookies of its answer. */
    public Http.Answer sent(Request request) {
        try (RawConnection connection = new RawConnection(config.publicPort())) {
            Answer answer = connection.send(request);
            answer.cookies().forEach(this::keep);
            return new Http.Answer(answer.status(), answer.json());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        }
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
}
