package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /schemas/{id}} of version 0.5 of the contract, at both ports. It has no list. */
@Path("/v05/schemas")
@Produces(MediaType.APPLICATION_JSON)
public class OlderSchemasResource {

    private final IdentitySchemas schemas;

    OlderSchemasResource(IdentitySchemas schemas) {
        this.schemas = schemas;
    }

    /** One schema by its id. */
    @GET
    @Path("/{id}")
    public JsonNode get(@PathParam("id") String id) {
        return schemas.findCoded(id)
                .map(IdentitySchema::source)
                .orElseThrow(() -> new ProblemException(new Problem.NotFound(null)));
    }
}
