package io.ostiary.session.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.outbox.write.Cause;
import io.ostiary.session.assurance.AvailableAssurance;
import io.ostiary.session.assurance.RequiredAssurance;
import io.ostiary.session.revocation.Reason;
import io.ostiary.session.revocation.RevokeSessions;
import io.ostiary.session.revocation.Selection;
import io.ostiary.session.token.RequestToken;
import io.ostiary.session.token.RequestTokens;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's own sessions beside the one they ask with: {@code listMySessions}, {@code
 * disableMySession} and the others.
 */
@Path("/sessions")
@Produces(MediaType.APPLICATION_JSON)
class OwnSessionsResource {

    private final RequestTokens tokens;
    private final CheckSession check;
    private final PostgresSessions sessions;
    private final RevokeSessions revoke;
    private final RequiredAssurance required;
    private final AvailableAssurance available;
    private final Clock clock;

    OwnSessionsResource(
            RequestTokens tokens,
            CheckSession check,
            PostgresSessions sessions,
            RevokeSessions revoke,
            RequiredAssurance required,
            AvailableAssurance available,
            Clock clock) {
        this.tokens = tokens;
        this.check = check;
        this.sessions = sessions;
        this.revoke = revoke;
        this.required = required;
        this.available = available;
        this.clock = clock;
    }

    /** {@code listMySessions}: the other active sessions. */
    @GET
    public Uni<Response> list(
            @QueryParam("page_token") @Nullable String pageToken,
            @QueryParam("page_size") @Nullable String pageSize,
            @QueryParam("page") @Nullable String page,
            @QueryParam("per_page") @Nullable String perPage,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        Slice slice = ListRequest.slice(pageToken, pageSize, page, perPage);
        return caller(request).invoke(this::refuseMissingFactor).chain(me -> others(me, slice, uri));
    }

    /**
     * {@code disableMyOtherSessions}. The count includes those that had ended before, as the
     * contract has it.
     */
    @DELETE
    public Uni<JsonNode> disableOthers(@Context HttpServerRequest request) {
        return caller(request)
                .chain(me -> disable(new Selection.OfIdentity(me.identityId(), me.id())))
                .map(count -> Json.object().put("count", count));
    }

    /**
     * {@code disableMySession}. A session that isn't there, or is somebody else's, gets the same
     * answer.
     */
    @DELETE
    @Path("/{id}")
    public Uni<Response> disable(@PathParam("id") String id, @Context HttpServerRequest request) {
        return caller(request)
                .chain(me -> disable(new Selection.Own(me.identityId(), other(me, id))))
                .replaceWith(() -> Response.noContent()
                        .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                        .build());
    }

    private Uni<SessionRow> caller(HttpServerRequest request) {
        Uni<SessionRow> found = tokens.of(request) instanceof RequestToken.Present present
                ? check.live(present.hash())
                : Uni.createFrom().nullItem();
        return found.onItem()
                .ifNull()
                .failWith(() ->
                        new ProblemException(new Problem.Unauthorized("There is no valid session in this request.")));
    }

    private void refuseMissingFactor(SessionRow me) {
        if (!required.isMet(me.aal(), me.seen().available(available))) {
            throw new ProblemException(required.problem());
        }
    }

    private Uni<Response> others(SessionRow me, Slice slice, UriInfo uri) {
        Instant now = clock.instant();
        return sessions.ofIdentity(me.identityId(), me.id(), PostgresSessions.Activity.ACTIVE, now, slice)
                .map(found -> page(found, slice, now, uri));
    }

    private static Response page(PostgresSessions.Page found, Slice slice, Instant now, UriInfo uri) {
        PageLinks links = new PageLinks(
                uri.getRequestUri().getRawPath(), uri.getRequestUri().getRawQuery());
        return Response.ok(
                        Json.text(found.sessions().stream()
                                .map(row -> SessionRendering.own(row, now))
                                .toList()),
                        MediaType.APPLICATION_JSON_TYPE)
                .header("Link", links.offset(found.total(), slice))
                .header("X-Total-Count", found.total())
                .build();
    }

    private static UUID other(SessionRow me, String id) {
        UUID other = ListRequest.id(id);
        if (other.equals(me.id())) {
            throw new ProblemException(
                    new Problem.BadRequest("This is the session that the request was made with. Sign out to end it."));
        }
        return other;
    }

    private Uni<Integer> disable(Selection selection) {
        return revoke.disable(selection, Reason.REVOKED, Cause.UNKNOWN).map(java.util.List::size);
    }
}
