package io.ostiary.flow.misc;

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
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code GET /self-service/errors} (contract: getFlowError). */
@Path("/self-service/errors")
public class ErrorResource {

    private static final String SAMPLE = "stub:500";

    private final PostgresUserErrors errors;
    private final Clock clock;

    ErrorResource(PostgresUserErrors errors, Clock clock) {
        this.errors = errors;
        this.clock = clock;
    }

    /**
     * The stored error of that id. The contract also has a sample, by which the authors of pages
     * try theirs.
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<ObjectNode> error(@QueryParam("id") @Nullable String id, @QueryParam("error") @Nullable String sample) {
        if (SAMPLE.equals(id) || SAMPLE.equals(sample)) {
            return Uni.createFrom().item(sample());
        }
        UUID wanted = Uuids.parse(id);
        return wanted == null
                ? Uni.createFrom().failure(notFound())
                : errors.find(wanted).onItem().ifNull().failWith(ErrorResource::notFound);
    }

    private ObjectNode sample() {
        ObjectNode error = Json.object();
        error.put("code", 500);
        error.put("status", "Internal Server Error");
        error.put("reason", "This is a sample error.");
        error.put("message", "Something went wrong on our side.");
        return PostgresUserErrors.body(Ids.random(), error, clock.instant(), clock.instant());
    }

    private static ProblemException notFound() {
        return new ProblemException(new Problem.NotFound(null));
    }
}
