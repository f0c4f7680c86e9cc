package io.ostiary.contract.problem;

import io.ostiary.contract.generation.Spoken;
import io.ostiary.contract.json.Json;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers JSON clients. The flow-service answers browsers that ask for HTML itself, before a
 * problem gets here.
 */
@Singleton
@Unremovable
public class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    private final CurrentVertxRequest current;

    ProblemMapper(CurrentVertxRequest current) {
        this.current = current;
    }

    /** The response to a problem. */
    @ServerExceptionMapper(ProblemException.class)
    public Response map(ProblemException e) {
        return answer(e.problem());
    }

    /**
     * What the framework refuses before a resource sees it: an address or header that it can't
     * read, say.
     */
    @ServerExceptionMapper(WebApplicationException.class)
    public Response map(WebApplicationException e) {
        return switch (e) {
            case NotFoundException n -> text(404, "404 page not found\n").build();
            case NotAllowedException n ->
                text(405, "Method Not Allowed\n")
                        .header("Allow", n.getResponse().getHeaderString("Allow"))
                        .build();
            case NotSupportedException n -> answer(new Problem.UnsupportedMediaType("The Content-Type can't be read."));
            default ->
                e.getResponse().getStatus() < 500
                        ? answer(new Problem.BadRequest("A part of the request can't be read."))
                        : unexpected(e);
        };
    }

    /** A bug, or an error of the virtual machine. */
    @ServerExceptionMapper(Throwable.class)
    public Response unexpected(Throwable e) {
        LOG.error("a request failed unexpectedly", e);
        return response(ProblemResponses.unknown());
    }

    /** In the generation of the contract that the client speaks. */
    public Response answer(Problem problem) {
        return response(ProblemResponses.of(problem, Spoken.in(current.getCurrent())));
    }

    private static Response.ResponseBuilder text(int status, String text) {
        return Response.status(status).type("text/plain; charset=utf-8").entity(text);
    }

    /** The JSON response of an answer. */
    public static Response response(ProblemResponses.Answer answer) {
        Response.ResponseBuilder out = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.text(answer.body()));
        if (answer.retryAfter() != null) {
            out.header("Retry-After", Math.max(1, answer.retryAfter().toSeconds()));
        }
        return out.build();
    }
}
