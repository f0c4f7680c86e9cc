package io.ostiary.pages.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;

/** What came of a request to the API. */
public sealed interface ApiAnswer {

    /** Whether the API did what it was asked for. */
    boolean isSuccess();

    /** HTTP status; 503 when there was no answer. */
    int status();

    /** What was asked for; a missing node when there is none. */
    JsonNode body();

    /** Why not, in a sentence or two for people; empty when it was done. */
    String reason();

    /** Token of the next page of a list. */
    Optional<String> nextPage();

    /**
     * It answered.
     *
     * @param status HTTP status
     * @param body its JSON, or its text as a JSON text; a missing node when there is none
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

        /** An answer that is nothing but a status and a body. */
        public Answered(int status, JsonNode body) {
            this(status, body, List.of(), Optional.empty(), Optional.empty());
        }

        @Override
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        @Override
        public String reason() {
            if (isSuccess()) {
                return "";
            }
            JsonNode error = body.path("error");
            String reason = error.path("reason").asText("");
            return reason.isEmpty()
                    ? error.path("message").asText("The API answered with status " + status + ".")
                    : reason;
        }

        /** The contract's name of an error, such as {@code session_aal2_required}; empty without one. */
        public String errorId() {
            return body.at("/error/id").asText(body.path("error").path("id").asText(""));
        }
    }

    /**
     * It did not answer in time, or not as it should.
     *
     * @param cause for the log
     */
    record Unreachable(String cause) implements ApiAnswer {

        @Override
        public boolean isSuccess() {
            return false;
        }

        @Override
        public int status() {
            return 503;
        }

        @Override
        public JsonNode body() {
            return MissingNode.getInstance();
        }

        @Override
        public String reason() {
            return "The API does not answer.";
        }

        @Override
        public Optional<String> nextPage() {
            return Optional.empty();
        }
    }
}
