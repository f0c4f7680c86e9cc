package io.ostiary.flow.http;

import io.ostiary.contract.json.Json;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives the {@link Answer} of an endpoint its HTTP form. */
@Singleton
public class AnswerFilter {

    /** Replaces the answer by status, headers and body. */
    @ServerResponseFilter
    public void write(ContainerResponseContext response) {
        switch (response.getEntity()) {
            case Answer.Json json -> {
                response.setStatus(json.status());
                if (json.retryAfter() != null) {
                    response.getHeaders()
                            .putSingle(
                                    "Retry-After", Math.max(1, json.retryAfter().toSeconds()));
                }
                response.setEntity(Json.text(json.body()), null, MediaType.APPLICATION_JSON_TYPE);
            }
            case Answer.TwoJson two -> {
                response.setStatus(two.status());
                response.setEntity(
                        Json.text(two.first()) + "\n" + Json.text(two.second()), null, MediaType.APPLICATION_JSON_TYPE);
            }
            case Answer.Elsewhere elsewhere -> {
                response.setStatus(elsewhere.status());
                response.getHeaders().putSingle("Location", requireAscii(elsewhere.address()));
                withoutBody(response);
            }
            case Answer.Empty empty -> {
                response.setStatus(empty.status());
                withoutBody(response);
            }
            case null, default -> {
                // Answered by a record or by a problem.
            }
        }
    }

    /** Whatever else a header has is sent as another character, and the browser would go where nobody has looked. */
    static String requireAscii(String address) {
        if (!address.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalStateException("an address to go on to holds what no header can carry");
        }
        return address;
    }

    private static void withoutBody(ContainerResponseContext response) {
        response.setEntity(null);
        response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
    }
}
