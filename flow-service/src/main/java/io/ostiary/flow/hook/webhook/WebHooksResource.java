package io.ostiary.flow.hook.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Uuids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /admin/ostiary/webhooks}, the suite's own: calls of web hooks that wait or were given up, and their sending anew. */
@Path("/admin/ostiary/webhooks")
@Produces(MediaType.WILDCARD)
public class WebHooksResource {

    private static final Set<String> STATES = Set.of("due", "failed");
    private static final int MOST = 500;

    private final PostgresDeliveries deliveries;
    private final DeliverWebHooks deliver;

    WebHooksResource(PostgresDeliveries deliveries, DeliverWebHooks deliver) {
        this.deliveries = deliveries;
        this.deliver = deliver;
    }

    /** The calls in a state, the latest first. */
    @GET
    public Uni<Answer> list(
            @QueryParam("state") @DefaultValue("failed") String state,
            @QueryParam("page_size") @DefaultValue("100") int size,
            @QueryParam("page_token") @Nullable String token) {
        if (!STATES.contains(state)) {
            throw new ProblemException(new Problem.BadRequest("state has to be due or failed."));
        }
        int most = Math.clamp(size, 1, MOST);
        return deliveries.list(state, before(token), most).map(calls -> Answers.json(200, page(calls, most)));
    }

    private static @Nullable UUID before(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        UUID id = Uuids.parse(token);
        if (id == null) {
            throw new ProblemException(new Problem.BadRequest("page_token is none of an earlier page."));
        }
        return id;
    }

    private static ObjectNode page(ArrayNode calls, int most) {
        ObjectNode page = Json.object();
        page.set("webhooks", calls);
        page.put(
                "next_page_token",
                calls.size() < most
                        ? null
                        : calls.get(calls.size() - 1).path("id").asText());
        return page;
    }

    /** Has a call that was given up tried anew. */
    @POST
    @Path("/{id}/send")
    public Uni<Answer> send(@PathParam("id") String id) {
        UUID parsed = Uuids.parse(id);
        if (parsed == null) {
            throw none();
        }
        return deliveries
                .send(parsed)
                .invoke(known -> {
                    if (!known) {
                        throw none();
                    }
                    deliver.wake();
                })
                .replaceWith(new Answer.Empty(204));
    }

    private static ProblemException none() {
        return new ProblemException(new Problem.NotFound("There is no call of that id that was given up."));
    }
}
