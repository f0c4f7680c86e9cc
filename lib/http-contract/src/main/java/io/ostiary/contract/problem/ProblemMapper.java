package io.ostiary.contract.problem;

import io.ostiary.contract.json.Json;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers JSON clients. The flow-service answers browsers that ask for HTML itself, before a problem gets here. */
@Singleton
@Unremovable
public class ProblemMapper {

    /** The response to a problem. */
    @ServerExceptionMapper(ProblemException.class)
    public Response map(ProblemException e) {
        return response(ProblemResponses.of(e.problem()));
    }

    /** The JSON response of an answer. */
    public static Response response(ProblemResponses.Answer answer) {
        Response.ResponseBuilder out =
                Response.status(answer.status())
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(Json.text(answer.body()));
        if (answer.retryAfter() != null) {
            out.header("Retry-After", Math.max(1, answer.retryAfter().toSeconds()));
        }
        return out.build();
    }
}
