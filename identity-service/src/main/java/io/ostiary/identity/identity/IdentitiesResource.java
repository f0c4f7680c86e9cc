package io.ostiary.identity.identity;

import io.ostiary.config.Configuration;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.identity.IdentityRendering.Shown;
import io.ostiary.identity.input.Documents;
import io.ostiary.identity.paging.NumberedPages;
import io.ostiary.identity.paging.TokenPages;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The admin side's identities. Bodies are read as bytes and parsed by {@link Documents}, so that
 * every mistake in them has one form of answer; the contract doesn't look at their content type.
 */
@Path("/admin/identities")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class IdentitiesResource {

    private static final String PATH = "/admin/identities";

    private final PostgresIdentities identities;
    private final CreateIdentities creation;
    private final BatchCreation batches;
    private final AdminIdentities admin;
    private final PatchIdentity patches;
    private final IdentityRendering rendering;
    private final String adminUrl;

    IdentitiesResource(
            PostgresIdentities identities,
            CreateIdentities creation,
            BatchCreation batches,
            AdminIdentities admin,
            PatchIdentity patches,
            IdentityRendering rendering,
            Configuration configuration) {
        this.identities = identities;
        this.creation = creation;
        this.batches = batches;
        this.admin = admin;
        this.patches = patches;
        this.rendering = rendering;
        this.adminUrl = configuration.text("serve.admin.base_url").replaceAll("/+$", "");
    }

    /** {@code listIdentities}: a page of identities, by token or by number, perhaps filtered. */
    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        Map<String, List<String>> query = uri.getQueryParameters();
        ListParameters parameters = ListParameters.read(query);
        Uni<List<Identity>> found = identities.list(parameters.listing());
        Integer number = parameters.page();
        return number == null
                ? found.map(page -> byToken(page, parameters, query))
                : found.chain(
                        page -> identities.count().map(total -> numbered(page, total, number, parameters, query)));
    }

    private Response byToken(List<Identity> found, ListParameters parameters, Map<String, List<String>> query) {
        int size = parameters.listing().size();
        List<Identity> page = found.size() > size ? found.subList(0, size) : found;
        UUID last = found.size() > size ? page.getLast().id() : null;
        return Response.ok(bodies(page, parameters))
                .header("Link", TokenPages.links(PATH, query, size, last))
                .build();
    }

    private Response numbered(
            List<Identity> page, long total, int number, ListParameters parameters, Map<String, List<String>> query) {
        return Response.ok(bodies(page, parameters))
                .header("X-Total-Count", total)
                .header(
                        "Link",
                        NumberedPages.links(
                                PATH, query, total, number, parameters.listing().size()))
                .build();
    }

    private List<IdentityBody> bodies(List<Identity> page, ListParameters parameters) {
        Shown shown = parameters.listing().withCredentials() ? Shown.with(parameters.configs()) : Shown.BRIEF;
        return page.stream().map(each -> rendering.admin(each, shown)).toList();
    }

    /** {@code getIdentity}. */
    @GET
    @Path("/{id}")
    public Uni<IdentityBody> get(@PathParam("id") String id, @Context UriInfo uri) {
        Set<CredentialsType> configs = ListParameters.configs(uri.getQueryParameters());
        return shown(identities.find(read(id)), configs);
    }

    /** {@code getIdentityByExternalID}. */
    @GET
    @Path("/by/external/{id}")
    public Uni<IdentityBody> getByExternalId(@PathParam("id") String id, @Context UriInfo uri) {
        Set<CredentialsType> configs = ListParameters.configs(uri.getQueryParameters());
        Documents.checkText(id);
        return shown(identities.findByExternalId(id), configs);
    }

    private Uni<IdentityBody> shown(Uni<Identity> found, Set<CredentialsType> configs) {
        return found.onItem()
                .ifNull()
                .failWith(IdentitiesResource::unknown)
                .map(identity -> rendering.admin(identity, Shown.with(configs)));
    }

    /** {@code createIdentity}: 201 with the identity's address. */
    @POST
    public Uni<Response> create(byte[] body) {
        return creation.create(Documents.strictly(Documents.read(body), CreateBody.class))
                .map(this::created);
    }

    private Response created(Identity identity) {
        // Built as text: a relative or rewritten Location would lose the base path of the
        // configured address.
        return Response.status(Response.Status.CREATED)
                .header("Location", adminUrl + "/identities/" + identity.id())
                .entity(rendering.admin(identity, Shown.CREATED))
                .build();
    }

    /** {@code batchPatchIdentities}: makes many, each with its own outcome. */
    @PATCH
    public Uni<BatchCreation.Outcomes> batch(byte[] body) {
        return batches.create(Documents.strictly(Documents.read(body), BatchCreation.Body.class));
    }

    /** {@code updateIdentity}. */
    @PUT
    @Path("/{id}")
    public Uni<IdentityBody> update(@PathParam("id") String id, byte[] body) {
        UpdateBody update = Documents.leniently(Documents.read(body), UpdateBody.class);
        return admin.replace(read(id), update);
    }

    /** {@code patchIdentity}. */
    @PATCH
    @Path("/{id}")
    public Uni<IdentityBody> patch(@PathParam("id") String id, byte[] body) {
        UUID known = read(id);
        return patches.patch(known, Documents.read(body));
    }

    /** {@code deleteIdentity}: 204. */
    @DELETE
    @Path("/{id}")
    public Uni<Void> delete(@PathParam("id") String id) {
        return admin.delete(read(id));
    }

    /** {@code deleteIdentityCredentials}: 204. */
    @DELETE
    @Path("/{id}/credentials/{type}")
    public Uni<Void> deleteCredentials(
            @PathParam("id") String id,
            @PathParam("type") String type,
            @QueryParam("identifier") @Nullable String identifier) {
        return admin.removeCredentials(read(id), type, identifier);
    }

    private static UUID read(String id) {
        return UrlIds.read(id).orElseThrow(IdentitiesResource::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(new Problem.NotFound(null));
    }
}
