package io.ostiary.flow.limit;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Uuids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** {@code /admin/identities/{id}/limits}, the suite's own: why somebody is refused, and the end of it. */
@Path("/admin/identities/{id}/limits")
@Produces(MediaType.WILDCARD)
public class LimitsResource {

    private final AccountLimits limits;

    LimitsResource(AccountLimits limits) {
        this.limits = limits;
    }

    /** What is counted at the identity's account. */
    @GET
    public Uni<Answer> explain(@PathParam("id") String id) {
        return Uni.createFrom()
                .deferred(() -> limits.explain(identity(id)))
                .map(explained -> Answers.json(200, explained));
    }

    /** Forgets it. */
    @DELETE
    public Uni<Answer> lift(@PathParam("id") String id) {
        return Uni.createFrom().deferred(() -> limits.lift(identity(id))).replaceWith(new Answer.Empty(204));
    }

    private static UUID identity(String id) {
        UUID parsed = Uuids.parse(id);
        if (parsed == null) {
            throw new ProblemException(new Problem.NotFound("There is no such identity."));
        }
        return parsed;
    }
}
