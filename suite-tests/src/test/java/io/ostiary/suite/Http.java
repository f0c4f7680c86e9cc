package io.ostiary.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** JSON over HTTP, as a native app speaks it. */
public final class Http {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body its JSON, or a missing node
     */
    public record Answer(int status, JsonNode body) {

        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + ", got " + status + ": " + body);
            }
            return this;
        }

        public String text(String place) {
            return body.at(place).asText();
        }
    }

    public static Answer get(String url, String... headers) {
        return send(request(url, headers).GET());
    }

    public static Answer post(String url, JsonNode body) {
        return send(request(url, "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** As a native app whose session that is. */
    public static Answer post(String url, JsonNode body, String sessionToken) {
        return send(request(url, "Content-Type", "application/json", "X-Session-Token", sessionToken)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** As a client that accepts these languages. */
    public static Answer postIn(String languages, String url, JsonNode body) {
        return send(request(url, "Content-Type", "application/json", "Accept-Language", languages)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    public static Answer delete(String url, JsonNode body) {
        return send(request(url, "Content-Type", "application/json")
                .method("DELETE", HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static HttpRequest.Builder request(String url, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Accept", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = response.body();
            JsonNode json = body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
            return new Answer(response.statusCode(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
