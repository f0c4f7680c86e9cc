package io.ostiary.flow.v05;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Requests;
import io.ostiary.flow.logout.Logout;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** How sessions end in version 0.5. */
@Path("/v05")
@Produces(MediaType.WILDCARD)
public class OlderSessionResource {

    private final Requests requests;
    private final Logout logout;
    private final Answers answers;

    OlderSessionResource(Requests requests, Logout logout, Answers answers) {
        this.requests = requests;
        this.logout = logout;
        this.answers = answers;
    }

    /** Signs a browser out, with or without a session. The address asks for no token, so any site can do it. */
    @GET
    @Path("/self-service/browser/flows/logout")
    public Uni<Answer> browser() {
        ClientRequest request = requests.current();
        return answers.tell(request, Uni.createFrom().deferred(() -> logout.withoutToken(request)));
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
