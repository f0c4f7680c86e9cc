package io.ostiary.flow.v05;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Requests;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.recovery.AdminRecovery;
import io.ostiary.flow.recovery.AdminRecoveryResource;
import io.ostiary.flow.recovery.OperatorRecovery;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /recovery/link} of version 0.5, at the admin port. */
@Path("/v05/recovery/link")
@Produces(MediaType.WILDCARD)
public class OlderAdminRecoveryResource {

    private final Requests requests;
    private final AdminRecovery recovery;
    private final ReturnAddresses addresses;

    OlderAdminRecoveryResource(Requests requests, AdminRecovery recovery, ReturnAddresses addresses) {
        this.requests = requests;
        this.recovery = recovery;
        this.addresses = addresses;
    }

    /** A link that opens an account. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> link(byte[] body) {
        OperatorRecovery method = recovery.method(MethodName.LINK);
        AdminRecovery.Wanted wanted = AdminRecoveryResource.link(body, method);
        return recovery.begin(requests.current(), method, wanted, new Problem.NotFound(null))
                .map(begun -> Answers.json(
                        200,
                        Json.object()
                                .put("recovery_link", address(begun))
                                .put("expires_at", begun.flow().expiresAt().toString())));
    }

    private String address(AdminRecovery.Begun begun) {
        return ReturnAddresses.with(addresses.submission(begun.flow(), MethodName.LINK), "token", begun.secret());
    }
}
