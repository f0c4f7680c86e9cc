package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a provider answered.
 *
 * @param text the body; may hold secrets
 */
record Reply(int status, String text) {

    boolean isFine() {
        return status >= 200 && status < 300;
    }

    /**
     * The same, unless it sends elsewhere: nobody goes there with a secret, and nothing was refused either.
     *
     * @throws ProblemException with {@link Problem.BadGateway}
     */
    Reply unlessRedirect() {
        if (status >= 300 && status < 400) {
            throw unusable("The provider answered " + status + " where it should answer itself.");
        }
        return this;
    }

    /** The body as JSON; a missing node when it is none. */
    JsonNode json() {
        try {
            return Json.ofClient(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Json.MAPPER.missingNode();
        }
    }

    /**
     * The body as JSON of an answer that has to be one.
     *
     * @throws ProblemException with {@link Problem.BadGateway}
     */
    JsonNode required() {
        JsonNode json = isFine() ? json() : Json.MAPPER.missingNode();
        if (!json.isContainerNode()) {
            throw unusable("The provider answered " + status + " where it should tell who somebody is.");
        }
        return json;
    }

    static ProblemException unusable(String reason) {
        return new ProblemException(new Problem.BadGateway("upstream_error", reason));
    }

    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
