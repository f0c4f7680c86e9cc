package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What a use case answers. Endpoints return it as it is; {@link AnswerFilter} gives it its HTTP
 * form.
 */
public sealed interface Answer {

    /**
     * A JSON body.
     *
     * @param status the HTTP status
     * @param retryAfter when it is worth another try, or null
     */
    record Json(int status, JsonNode body, Duration retryAfter) implements Answer {}

    /**
     * Two JSON documents in one body, one after the other, as the contract has it in one place.
     *
     * @param status the HTTP status
     */
    record TwoJson(int status, JsonNode first, JsonNode second) implements Answer {}

    /**
     * The browser goes elsewhere.
     *
     * @param status 303, or 302 where the contract has that
     */
    record Elsewhere(int status, String address) implements Answer {}

    /** Nothing but a status. */
    record Empty(int status) implements Answer {}
}
