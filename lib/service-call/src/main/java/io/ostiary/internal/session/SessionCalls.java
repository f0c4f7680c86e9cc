package io.ostiary.internal.session;

import io.ostiary.call.CallFilters;
import io.ostiary.call.CallTrust;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The calls that session-service answers. */
@RegisterRestClient(configKey = "session")
@RegisterProvider(CallFilters.ForSession.class)
@RegisterProvider(CallFilters.Refusals.class)
@RegisterProvider(CallTrust.Clients.class)
@Path("/internal/sessions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface SessionCalls {

    /** Issues a session or adds an authentication to one. */
    @POST
    Uni<Sessions.Issued> issue(Sessions.Issue issue);

    /**
     * Adds an authentication to a session without prolonging it.
     *
     * @return the session as it is then; without one when the token opens no valid session
     */
    @POST
    @Path("/authentications")
    Uni<Sessions.Checked> add(Sessions.Add add);

    /** Checks a token strictly. */
    @POST
    @Path("/check")
    Uni<Sessions.Checked> check(Sessions.Check check);

    /** Ends sessions. */
    @POST
    @Path("/revocations")
    Uni<Sessions.Revoked> revoke(Sessions.Revoke revoke);
}
