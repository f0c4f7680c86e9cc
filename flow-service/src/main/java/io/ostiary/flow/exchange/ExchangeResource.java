package io.ostiary.flow.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.internal.session.SessionCalls;
import io.ostiary.internal.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** {@code GET /sessions/token-exchange} (contract: exchangeSessionToken). */
@Path("/sessions/token-exchange")
public class ExchangeResource {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final PostgresExchange exchange;
    private final SessionCalls sessions;

    ExchangeResource(PostgresExchange exchange, @RestClient SessionCalls sessions) {
        this.exchange = exchange;
        this.sessions = sessions;
    }

    /** The session and its token, for who has both halves of the code. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<ObjectNode> exchange(
            @QueryParam("init_code") @Nullable String init, @QueryParam("return_to_code") @Nullable String returnTo) {
        if (init == null || init.isEmpty() || returnTo == null || returnTo.isEmpty()) {
            throw new ProblemException(new Problem.BadRequest("init_code and return_to_code are both needed."));
        }
        return exchange.take(init, returnTo)
                .chain(token -> token.map(this::session).orElseGet(this::none));
    }

    private Uni<ObjectNode> session(Secret token) {
        return Calls.within(sessions.check(new Sessions.Check(token)), DEADLINE)
                .chain(checked -> checked.session() == null ? none() : answer(checked, token));
    }

    private static Uni<ObjectNode> answer(Sessions.Checked checked, Secret token) {
        ObjectNode out = Json.object();
        out.put("session_token", token.reveal());
        out.set("session", Json.tree(checked.session()));
        return Uni.createFrom().item(out);
    }

    private Uni<ObjectNode> none() {
        return Uni.createFrom()
                .failure(new ProblemException(new Problem.NotFound("No session waits behind these codes.")));
    }
}
