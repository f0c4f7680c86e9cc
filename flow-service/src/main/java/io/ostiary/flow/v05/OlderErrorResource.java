package io.ostiary.flow.v05;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.error.PostgresUserErrors;
import io.ostiary.flow.http.Uuids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code GET /self-service/errors} of version 0.5, at both ports. */
@Path("/v05/self-service/errors")
@Produces(MediaType.APPLICATION_JSON)
public class OlderErrorResource {

    private static final String SAMPLE = "stub:500";

    private final PostgresUserErrors errors;

    OlderErrorResource(PostgresUserErrors errors) {
        this.errors = errors;
    }

    /** The stored error of that id, in a list; there is a sample, by which the authors of pages try theirs. */
    @GET
    public Uni<ObjectNode> error(@QueryParam("error") @Nullable String id) {
        if (SAMPLE.equals(id)) {
            return Uni.createFrom().item(() -> body(Ids.random(), sample()));
        }
        UUID wanted = Uuids.parse(id);
        if (wanted == null) {
            return Uni.createFrom().failure(unknown());
        }
        return errors.find(wanted)
                .onItem()
                .ifNull()
                .failWith(OlderErrorResource::unknown)
                .map(stored -> body(wanted, stored.get("error")));
    }

    private static ObjectNode body(UUID id, JsonNode error) {
        ObjectNode shown = error.deepCopy();
        shown.remove("id");
        ObjectNode out = Json.object().put("id", id.toString());
        out.putArray("errors").add(shown);
        return out;
    }

    private static ObjectNode sample() {
        return Json.object()
                .put("code", 500)
                .put("status", "Internal Server Error")
                .put("reason", "This is a sample error.")
                .put("message", "Something went wrong on our side.");
    }

    private static ProblemException unknown() {
        return new ProblemException(new Problem.Forbidden("There is no stored error of that id."));
    }
}
