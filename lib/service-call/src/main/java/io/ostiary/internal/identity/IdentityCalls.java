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
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The calls that identity-service answers. */
@RegisterRestClient(configKey = "identity")
@RegisterProvider(CallFilters.ForIdentity.class)
@RegisterProvider(CallFilters.Refusals.class)
@RegisterProvider(CallTrust.Clients.class)
@Path("/internal")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface IdentityCalls {

    /** Registers a person. */
    @POST
    @Path("/identities/registrations")
    Uni<Registration.Result> register(Registration.Request request);

    /** Registers a person, or says whether that could be done. */
    @POST
    @Path("/registrations")
    Uni<Registrations.Result> create(Registrations.Request request);

    /** The identity, or 404. */
    @GET
    @Path("/identities/{id}")
    Uni<IdentitySnapshot> identity(@PathParam("id") UUID id);

    /** Checks a password. */
    @POST
    @Path("/credentials/password")
    Uni<Credentials.CheckResult> checkPassword(Credentials.PasswordCheck check);

    /** Finds an identity by an identifier. */
    @POST
    @Path("/credentials/lookup")
    Uni<Credentials.LookupResult> lookup(Credentials.Lookup lookup);

    /** Finds a verifiable address. */
    @POST
    @Path("/addresses/verifiable")
    Uni<Addresses.Found> findVerifiable(Addresses.Find find);

    /** Finds a recovery address. */
    @POST
    @Path("/addresses/recovery")
    Uni<Addresses.FoundRecovery> findRecovery(Addresses.FindRecovery find);

    /** Marks addresses as verified. */
    @POST
    @Path("/addresses/verified")
    Uni<IdentitySnapshot> verified(Addresses.Proven proven);

    /** Changes the traits of an identity. */
    @POST
    @Path("/identities/{id}/traits")
    Uni<Changes.Result> changeTraits(@PathParam("id") UUID id, Changes.Traits change);

    /** Sets the password of an identity. */
    @POST
    @Path("/identities/{id}/password")
    Uni<Changes.Result> changePassword(@PathParam("id") UUID id, Changes.Password change);
}
