package io.ostiary.internal.identity;

import io.ostiary.call.CallFilters;
import io.ostiary.call.CallTrust;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The one door to credentials: whatever a method finds, reads or changes goes through these three
 * calls. Configs travel sealed ({@link ConfigSeal}). The password has calls of its own, because its
 * check is a bounded resource and its hash must not leave; codes follow the traits. Neither is
 * edited here: both are refused with 400.
 */
@RegisterRestClient(configKey = "identity")
@RegisterProvider(CallFilters.ForIdentity.class)
@RegisterProvider(CallFilters.Refusals.class)
@RegisterProvider(CallTrust.Clients.class)
@Path("/internal")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface CredentialsCalls {

    /** Finds whose credentials those are. An unknown type is nobody's. */
    @POST
    @Path("/credentials/find")
    Uni<HeldCredentials.HeldBody> find(HeldCredentials.Find find);

    /**
     * What an identity holds, or 404.
     *
     * @param types only of these; none: of all
     */
    @GET
    @Path("/identities/{id}/credentials")
    Uni<HeldCredentials.AllHeld> all(@PathParam("id") UUID id, @QueryParam("types") List<String> types);

    /**
     * Changes an identity's credentials of one type; 404 without such an identity, 400 for a type
     * that is unknown or not edited here. An identifier that is somebody else's comes back as a
     * complaint.
     */
    @POST
    @Path("/identities/{id}/credentials/{type}")
    Uni<Changes.Result> edit(@PathParam("id") UUID id, @PathParam("type") String type, HeldCredentials.Edit edit);
}
