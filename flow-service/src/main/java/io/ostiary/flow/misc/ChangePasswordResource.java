package io.ostiary.flow.misc;

import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ReturnAddresses;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * {@code /.well-known/change-password} (contract: getWellKnownChangePassword; W3C: a well-known URL
 * for changing passwords).
 */
@Path("/.well-known/change-password")
@Produces(MediaType.WILDCARD)
public class ChangePasswordResource {

    private final ReturnAddresses addresses;

    ChangePasswordResource(ReturnAddresses addresses) {
        this.addresses = addresses;
    }

    /** Sends the browser to a new settings flow. */
    @GET
    public Answer change() {
        return Answers.seeOther(addresses.ofPublic("/self-service/settings/browser"));
    }
}
