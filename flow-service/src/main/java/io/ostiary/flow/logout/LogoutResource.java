package io.ostiary.flow.logout;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Requests;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/**
 * {@code /self-service/logout} (contract: createBrowserLogoutFlow, updateLogoutFlow,
 * performNativeLogout).
 */
@Path("/self-service/logout")
@Produces(MediaType.WILDCARD)
public class LogoutResource {

    private final Requests requests;
    private final Logout logout;
    private final Answers answers;

    LogoutResource(Requests requests, Logout logout, Answers answers) {
        this.requests = requests;
        this.logout = logout;
        this.answers = answers;
    }

    /** The link by which a browser signs out. */
    @GET
    @Path("/browser")
    public Uni<Answer> begin() {
        ClientRequest request = requests.current();
        return answers.tell(request, Uni.createFrom().deferred(() -> logout.link(request)));
    }

    /** Signs the browser out that follows its link. */
    @GET
    public Uni<Answer> follow() {
        ClientRequest request = requests.current();
        return answers.tell(request, Uni.createFrom().deferred(() -> logout.follow(request)));
    }

    /** Signs a native app out. */
    @DELETE
    @Path("/api")
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> byToken(byte[] body) {
        return logout.byToken(token(body));
    }

    private static String token(byte[] body) {
        try {
            JsonNode tree = Json.ofClient(body);
            if (tree != null && tree.isObject()) {
                return text(tree.path("session_token"));
            }
        } catch (IOException e) {
            // Told below; the parser's words may hold the token.
        }
        throw new ProblemException(new Problem.BadRequest("The body is not a JSON object."));
    }

    private static String text(JsonNode token) {
        if (token.isValueNode() && !token.isTextual() && !token.isNull() || token.isContainerNode()) {
            throw new ProblemException(new Problem.BadRequest("session_token has to be text."));
        }
        return token.asText("");
    }
}
