package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.paging.NumberedPages;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows the identity schemas to everybody: contract operations {@code listIdentitySchemas} and
 * {@code getIdentitySchema}.
 */
@Path("/schemas")
@Produces(MediaType.APPLICATION_JSON)
public class SchemasResource {

    private static final int PAGE_SIZE = 250;
    private static final int LARGEST_PAGE = 1000;

    /** One entry of the list. */
    public record Entry(String id, JsonNode schema) {}

    private final IdentitySchemas schemas;

    SchemasResource(IdentitySchemas schemas) {
        this.schemas = schemas;
    }

    /**
     * A page of the schemas, with the total in {@code X-Total-Count} and the neighbouring pages in
     * {@code Link}.
     */
    @GET
    public Response list(
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("page_token") @Nullable String pageToken,
            @QueryParam("per_page") @Nullable String perPage,
            @QueryParam("page") @Nullable String page,
            @Context UriInfo uri) {
        int size = Math.clamp(number(pageSize, number(perPage, PAGE_SIZE)), 1, LARGEST_PAGE);
        int number = Math.max(0, pageToken == null ? number(page, 0) : number(pageToken, 0) / size);
        List<IdentitySchema> all = schemas.all();
        int from = (int) Math.min(all.size(), (long) number * size);
        List<Entry> shown = all.subList(from, Math.min(all.size(), from + size)).stream()
                .map(each -> new Entry(each.id(), each.source()))
                .toList();
        return Response.ok(shown)
                .header("X-Total-Count", all.size())
                .header("Link", NumberedPages.links("/schemas", uri.getQueryParameters(), all.size(), number, size))
                .build();
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return text == null || text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** One schema by its id, plain or as base64url. */
    @GET
    @Path("/{id}")
    public JsonNode get(@PathParam("id") String id) {
        return schemas.findCoded(id)
                .map(IdentitySchema::source)
                .orElseThrow(
                        () -> new ProblemException(new Problem.NotFound("There is no identity schema of this id.")));
    }
}
