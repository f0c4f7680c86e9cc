package io.ostiary.identity.event;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.identity.UrlIds;
import io.ostiary.identity.paging.PageSize;
import io.ostiary.identity.paging.TokenPages;
import io.ostiary.internal.event.EventPlace;
import io.ostiary.internal.event.PastEvent;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;

/** {@code /admin/ostiary/events}, the suite's own: what happened to an identity, as far as the retention time has left it. */
@Path("/admin/ostiary/events")
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {

    private static final String PATH = "/admin/ostiary/events";

    private final ListEvents events;

    EventsResource(ListEvents events) {
        this.events = events;
    }

    /**
     * The events about an identity, the newest first; none for one that nothing is known of. One that was deleted keeps
     * its events for the retention time.
     *
     * @param identity its id
     * @param size how many at most, from 1 to 1,000
     * @param token the {@code page_token} of the page before
     */
    @GET
    public Uni<Response> list(
            @QueryParam("identity") @DefaultValue("") String identity,
            @QueryParam("page_size") @DefaultValue("") String size,
            @QueryParam("page_token") @DefaultValue("") String token,
            @Context UriInfo uri) {
        UUID id = UrlIds.read(identity).orElseThrow(() -> refused("The identity is needed, by its id."));
        EventPlace before = token.isEmpty()
                ? EventPlace.END
                : EventPlace.read(token).orElseThrow(() -> refused("The page_token is not one of ours."));
        int most = PageSize.read(size);
        // One more tells whether there is another page.
        return events.about(id, before, most + 1).map(found -> page(found, most, uri));
    }

    private static Response page(List<PastEvent> found, int size, UriInfo uri) {
        boolean more = found.size() > size;
        List<PastEvent> page = more ? found.subList(0, size) : found;
        return Response.ok(page)
                .header(
                        "Link",
                        TokenPages.links(
                                PATH,
                                uri.getQueryParameters(),
                                size,
                                EventPlace.END.token(),
                                more ? page.getLast().place().token() : null))
                .build();
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }
}
