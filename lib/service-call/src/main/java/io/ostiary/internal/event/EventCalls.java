package io.ostiary.internal.event;

import io.ostiary.call.CallFilters;
import io.ostiary.call.CallTrust;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The events that session-service has decided. */
@RegisterRestClient(configKey = "session")
@RegisterProvider(CallFilters.ForSession.class)
@RegisterProvider(CallFilters.Refusals.class)
@RegisterProvider(CallTrust.Clients.class)
@Path("/internal/events")
@Produces(MediaType.APPLICATION_JSON)
public interface EventCalls {

    /**
     * Events about an identity, the newest first.
     *
     * @param identity the identity
     * @param before token of the {@link EventPlace} that they come before; they are older
     * @param limit how many at most, from 1
     */
    @GET
    Uni<List<PastEvent>> about(
            @QueryParam("identity") UUID identity, @QueryParam("before") String before, @QueryParam("limit") int limit);
}
