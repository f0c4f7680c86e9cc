package io.ostiary.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to the public port as a native app does: JSON, no cookies, the session token in a header.
 */
final class SuiteClient implements AutoCloseable {

    /** Generous: on a busy machine the first request of a fresh stack takes many seconds. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DEADLINE)
            .build();

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body its JSON; a missing node if there is none
     */
    record Answer(int status, JsonNode body) {

        /**
         * The answer itself, if it has the status.
         *
         * @throws StepFailure otherwise, with what the suite said
         */
        Answer expect(int expected) {
            if (status != expected) {
                throw new StepFailure("expected status %d, got %d: %s".formatted(expected, status, reason()));
            }
            return this;
        }

        /**
         * Text at a place of the body, such as {@code /identity/id}; a failure if there is none.
         */
        String text(String place) {
            JsonNode found = body.at(place);
            if (!found.isValueNode()) {
                throw new StepFailure("the answer has no " + place);
            }
            return found.asText();
        }

        private String reason() {
            JsonNode messages = body.at("/ui/messages");
            if (messages.isArray() && !messages.isEmpty()) {
                return messages.get(0).path("text").asText();
            }
            return body.at("/error/reason").asText(body.at("/error/message").asText("no reason given"));
        }
    }

    SuiteClient(String base) {
        this.base = base;
    }

    /** Asks for a path; without a token if that is {@code null}. */
    Answer get(String path, @Nullable String token) throws InterruptedException {
        HttpRequest.Builder request = request(path).GET();
        if (token != null) {
            request.header("X-Session-Token", token);
        }
        return send(request);
    }

    /** Posts JSON to an address, as the form of a flow gives it, or to a path. */
    Answer post(String address, JsonNode body) throws InterruptedException {
        return send(with("POST", address, body));
    }

    /** Deletes with a JSON body. */
    Answer delete(String path, JsonNode body) throws InterruptedException {
        return send(with("DELETE", path, body));
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder with(String method, String address, JsonNode body) {
        return request(address)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(String address) {
        URI uri = URI.create(address.startsWith("/") ? base + address : address);
        return HttpRequest.newBuilder(uri).timeout(DEADLINE).header("Accept", "application/json");
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = response.body();
            JsonNode json = body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
            return new Answer(response.statusCode(), json);
        } catch (IOException e) {
            throw new StepFailure("no usable answer: " + e);
        }
    }
}
