package io.ostiary.flow.v05;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.logout.Logout;
import io.ostiary.flow.misc.Version;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** What version 0.5 has beside flows: liveness, version, and the end of native apps' sessions. */
@Path("/v05")
@Produces(MediaType.WILDCARD)
public class OlderMiscResource {

    private final Version version;
    private final Logout logout;

    OlderMiscResource(Version version, Logout logout) {
        this.version = version;
        this.logout = logout;
    }

    /** The side answers. */
    @GET
    @Path("/health/alive")
    public Answer alive() {
        return Answers.json(200, Json.object().put("status", "ok"));
    }

    /** The suite's version. */
    @GET
    @Path("/version")
    public Answer version() {
        return Answers.json(200, Json.object().put("version", version.text()));
    }

    /** Ends the session of a native app; one that is unknown has ended already. */
    @DELETE
    @Path("/sessions")
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> byToken(byte[] body) {
        return logout.byToken(token(body))
                .onFailure(e -> ProblemException.is(e, Problem.Forbidden.class))
                .recoverWithItem(() -> new Answer.Empty(204));
    }

    private static String token(byte[] body) {
        try {
            JsonNode tree = Json.ofClient(body);
            if (tree != null && tree.isObject()) {
                return tree.path("session_token").asText("");
            }
        } catch (IOException e) {
            // Told below; the parser's words may hold the token.
        }
        throw new ProblemException(new Problem.BadRequest("The body is not a JSON object."));
    }
}
