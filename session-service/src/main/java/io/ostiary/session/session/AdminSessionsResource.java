package io.ostiary.session.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.outbox.write.Cause;
import io.ostiary.session.revocation.Ending;
import io.ostiary.session.revocation.Reason;
import io.ostiary.session.revocation.RevokeSessions;
import io.ostiary.session.revocation.Selection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sessions on the admin side: {@code listSessions}, {@code getSession}, {@code disableSession},
 * {@code extendSession} and the like.
 */
@Path("/admin")
@Produces(MediaType.APPLICATION_JSON)
class AdminSessionsResource {

    private final PostgresSessions sessions;
    private final RevokeSessions revoke;
    private final ExtendSession extend;
    private final SessionSettings settings;
    private final Clock clock;

    AdminSessionsResource(
            PostgresSessions sessions,
            RevokeSessions revoke,
            ExtendSession extend,
            SessionSettings settings,
            Clock clock) {
        this.sessions = sessions;
        this.revoke = revoke;
        this.extend = extend;
        this.settings = settings;
        this.clock = clock;
    }

    /** {@code listSessions}: newest first, a page at a time. */
    @GET
    @Path("/sessions")
    public Uni<Response> list(
            @QueryParam("active") @Nullable String active,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("page_token") @Nullable String pageToken,
            @QueryParam("expand") List<String> expand,
            @Context UriInfo uri) {
        PostgresSessions.Activity activity = ListRequest.activity(active);
        PageToken after = PageToken.parse(pageToken);
        int size = ListRequest.pageSize(pageSize);
        Expansion expansion = Expansion.of(expand);
        Instant now = clock.instant();
        return sessions.all(activity, now, after, size, expansion).map(found -> page(found, size, now, links(uri)));
    }

    /** {@code getSession}. */
    @GET
    @Path("/sessions/{id}")
    public Uni<JsonNode> get(@PathParam("id") String id, @QueryParam("expand") List<String> expand) {
        return found(ListRequest.id(id), Expansion.of(expand))
                .map(row -> SessionRendering.single(row, clock.instant()));
    }

    /** {@code disableSession}. */
    @DELETE
    @Path("/sessions/{id}")
    public Uni<Response> disable(@PathParam("id") String id) {
        return revoke.disable(new Selection.One(ListRequest.id(id)), Reason.ADMIN, Cause.UNKNOWN)
                .invoke(AdminSessionsResource::refuseNone)
                .replaceWith(AdminSessionsResource::noContent);
    }

    /** {@code extendSession}. */
    @PATCH
    @Path("/sessions/{id}/extend")
    public Uni<Response> extend(@PathParam("id") String text) {
        UUID id = ListRequest.id(text);
        return extend.extend(id).chain(() -> extended(id));
    }

    /** {@code manageSessions}. */
    @POST
    @Path("/sessions")
    @Consumes(MediaType.WILDCARD)
    public Uni<JsonNode> manage(String body) {
        BulkRequest bulk = BulkRequest.parse(body);
        Uni<List<Ending>> ended = bulk.delete()
                ? revoke.delete(bulk.selection(), Reason.ADMIN, Cause.UNKNOWN)
                : revoke.disable(bulk.selection(), Reason.ADMIN, Cause.UNKNOWN);
        return ended.map(endings -> processed(bulk, endings));
    }

    /** {@code listIdentitySessions}. An identity that nobody knows has no sessions. */
    @GET
    @Path("/identities/{id}/sessions")
    public Uni<Response> listOfIdentity(
            @PathParam("id") String id,
            @QueryParam("active") @Nullable String active,
            @QueryParam("page_token") @Nullable String pageToken,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("page") @Nullable String page,
            @QueryParam("per_page") @Nullable String perPage,
            @Context UriInfo uri) {
        Slice slice = ListRequest.slice(pageToken, pageSize, page, perPage);
        Instant now = clock.instant();
        return sessions.ofIdentity(ListRequest.id(id), null, ListRequest.activity(active), now, slice)
                .map(found -> page(found, slice, now, links(uri)));
    }

    /** {@code deleteIdentitySessions}. */
    @DELETE
    @Path("/identities/{id}/sessions")
    public Uni<Response> deleteOfIdentity(@PathParam("id") String id) {
        return revoke.delete(new Selection.OfIdentity(ListRequest.id(id), null), Reason.ADMIN, Cause.UNKNOWN)
                .invoke(AdminSessionsResource::refuseNone)
                .replaceWith(() -> Response.noContent().build());
    }

    private Uni<SessionRow> found(UUID id, Expansion expansion) {
        return sessions.byId(id, expansion)
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)));
    }

    private Uni<Response> extended(UUID id) {
        return settings.silentExtend()
                ? Uni.createFrom().item(Response.noContent().build())
                : found(id, Expansion.IDENTITY)
                        .map(row -> json(SessionRendering.extended(row, clock.instant()))
                                .build());
    }

    private static void refuseNone(List<Ending> endings) {
        if (endings.isEmpty()) {
            throw new ProblemException(new Problem.NotFound(null));
        }
    }

    private static JsonNode processed(BulkRequest bulk, List<Ending> endings) {
        long processed = bulk.delete()
                ? endings.size()
                : endings.stream().filter(Ending::active).count();
        return Json.object()
                .put("processed", processed)
                .put("more", bulk.wildcard() && endings.size() == BulkRequest.BATCH);
    }

    private static Response page(List<SessionRow> found, int size, Instant now, PageLinks links) {
        List<SessionRow> shown = found.subList(0, Math.min(size, found.size()));
        PageToken next = found.size() > size ? PageToken.behind(shown.getLast()) : null;
        return json(shown.stream().map(row -> SessionRendering.listed(row, now)).toList())
                .header("Link", links.keyset(size, next))
                .build();
    }

    private static Response page(PostgresSessions.Page found, Slice slice, Instant now, PageLinks links) {
        return json(found.sessions().stream()
                        .map(row -> SessionRendering.ofIdentity(row, now))
                        .toList())
                .header("Link", links.offset(found.total(), slice))
                .header("X-Total-Count", found.total())
                .build();
    }

    /** The contract gives this empty answer a content type. */
    private static Response noContent() {
        return Response.noContent()
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                .build();
    }

    private static Response.ResponseBuilder json(Object body) {
        return Response.ok(Json.text(body), MediaType.APPLICATION_JSON_TYPE);
    }

    private static PageLinks links(UriInfo uri) {
        return new PageLinks(
                uri.getRequestUri().getRawPath(), uri.getRequestUri().getRawQuery());
    }
}
