package io.ostiary.identity.identity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.generation.OlderBodies;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.identity.IdentityRendering.Shown;
import io.ostiary.identity.input.Documents;
import io.ostiary.identity.paging.OlderPages;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The admin side's identities as version 0.5 of the contract has them: schema, traits and addresses, in numbered pages.
 * What it lacks, such as state and metadata, stays as it is when an identity is changed here.
 */
@Path("/v05/identities")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class OlderIdentitiesResource {

    private static final String PATH = "/identities";

    private final PostgresIdentities identities;
    private final CreateIdentities creation;
    private final AdminIdentities admin;
    private final IdentityRendering rendering;
    private final String publicUrl;
    private final String adminUrl;

    OlderIdentitiesResource(
            PostgresIdentities identities,
            CreateIdentities creation,
            AdminIdentities admin,
            IdentityRendering rendering,
            Configuration configuration) {
        this.identities = identities;
        this.creation = creation;
        this.admin = admin;
        this.rendering = rendering;
        this.publicUrl = url(configuration, "public");
        this.adminUrl = url(configuration, "admin");
    }

    private static String url(Configuration configuration, String side) {
        return configuration
                .optionalText("ostiary.serve.v05." + side + ".base_url")
                .orElseGet(() -> configuration.text("serve." + side + ".base_url"))
                .replaceAll("/+$", "");
    }

    /** A page of identities. */
    @GET
    public Uni<Response> list(
            @QueryParam("page") @Nullable String page, @QueryParam("per_page") @Nullable String perPage) {
        OlderPages pages = OlderPages.read(page, perPage);
        Listing listing = new Listing(new Listing.All(), null, pages.offset(), pages.size(), false);
        return identities.list(listing).chain(found -> identities.count().map(total -> listed(found, total, pages)));
    }

    private Response listed(List<Identity> found, long total, OlderPages pages) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        found.forEach(identity -> list.add(body(rendering.admin(identity, Shown.BRIEF))));
        return Response.ok(list)
                .header("Link", pages.links(adminUrl + PATH, total))
                .build();
    }

    private ObjectNode body(IdentityBody identity) {
        return OlderBodies.identity(Json.tree(identity), publicUrl);
    }

    /** One identity. */
    @GET
    @Path("/{id}")
    public Uni<ObjectNode> get(@PathParam("id") String id) {
        return identities
                .find(read(id))
                .onItem()
                .ifNull()
                .failWith(OlderIdentitiesResource::unknown)
                .map(identity -> body(rendering.admin(identity, Shown.BRIEF)));
    }

    /** A new identity: 201 with its address. */
    @POST
    public Uni<Response> create(byte[] body) {
        return creation.create(Documents.leniently(Documents.read(body), OlderBody.class)
                        .creation())
                .map(this::created);
    }

    private Response created(Identity identity) {
        return Response.status(Response.Status.CREATED)
                .header("Location", adminUrl + PATH + "/" + identity.id())
                .entity(body(rendering.admin(identity, Shown.BRIEF)))
                .build();
    }

    /** Other traits, and another schema where one is named. */
    @PUT
    @Path("/{id}")
    public Uni<ObjectNode> update(@PathParam("id") String id, byte[] body) {
        UUID known = read(id);
        OlderBody change = Documents.leniently(Documents.read(body), OlderBody.class);
        return identities
                .find(known)
                .onItem()
                .ifNull()
                .failWith(OlderIdentitiesResource::unknown)
                .chain(identity -> admin.replace(known, change.onto(identity)))
                .map(this::body);
    }

    /** Deletes an identity: 204. */
    @DELETE
    @Path("/{id}")
    public Uni<Void> delete(@PathParam("id") String id) {
        return admin.delete(read(id));
    }

    private static UUID read(String id) {
        return UrlIds.read(id).orElseThrow(OlderIdentitiesResource::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(new Problem.NotFound(null));
    }
}
