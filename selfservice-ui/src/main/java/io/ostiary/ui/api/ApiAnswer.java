package io.ostiary.ui.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What came of a request to the public API. */
public sealed interface ApiAnswer {

    /**
     * It answered.
     *
     * @param status HTTP status
     * @param body its JSON; a missing node when there is none
     * @param setCookies the headers {@code Set-Cookie}, for the browser
     * @param retryAfter {@code Retry-After}, in seconds
     * @param nextPage token of the next page of a list
     */
    record Answered(
            int status, JsonNode body, List<String> setCookies, Optional<Integer> retryAfter, Optional<String> nextPage)
            implements ApiAnswer {

        public Answered {
            setCookies = List.copyOf(setCookies);
        }

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** The contract's name of an error, such as {@code session_aal2_required}. */
        public String errorId() {
            return body.at("/error/id").asText(body.path("error").path("id").asText(""));
        }
    }

    /**
     * It did not answer in time, or not in JSON.
     *
     * @param reason for the log
     */
    record Unreachable(String reason) implements ApiAnswer {}
}
