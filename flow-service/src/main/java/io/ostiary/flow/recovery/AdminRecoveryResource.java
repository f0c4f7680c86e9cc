package io.ostiary.flow.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.GoDuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Requests;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.http.Uuids;
import io.ostiary.flow.recovery.AdminRecovery.Wanted;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/** {@code /admin/recovery} (contract: createRecoveryCodeForIdentity, createRecoveryLinkForIdentity). */
@Path("/admin/recovery")
@Produces(MediaType.WILDCARD)
public class AdminRecoveryResource {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final String UNKNOWN = "There is no such identity.";

    private final Requests requests;
    private final AdminRecovery recovery;
    private final Answers answers;
    private final ReturnAddresses addresses;

    AdminRecoveryResource(Requests requests, AdminRecovery recovery, Answers answers, ReturnAddresses addresses) {
        this.requests = requests;
        this.recovery = recovery;
        this.answers = answers;
        this.addresses = addresses;
    }

    /** A code, and the page to enter it. */
    @POST
    @Path("/code")
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> code(byte[] body) {
        OperatorRecovery method = recovery.method(MethodName.CODE);
        JsonNode fields = read(body);
        Wanted wanted = wanted(fields, method, type(fields), true);
        return recovery.begin(requests.current(), method, wanted, new Problem.NotFound(UNKNOWN))
                .map(begun -> link(begun.flow(), answers.flowPage(begun.flow())).put("recovery_code", begun.secret()))
                .map(told -> Answers.json(201, told));
    }

    /** A link that opens the account. */
    @POST
    @Path("/link")
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> link(byte[] body) {
        OperatorRecovery method = recovery.method(MethodName.LINK);
        Wanted wanted = link(body, method);
        return recovery.begin(requests.current(), method, wanted, new Problem.BadRequest(UNKNOWN))
                .map(begun -> link(begun.flow(), address(begun)))
                .map(told -> Answers.json(200, told));
    }

    private String address(AdminRecovery.Begun begun) {
        return addresses.link(begun.flow(), MethodName.LINK, begun.secret());
    }

    private static ObjectNode link(Flow flow, String address) {
        return Json.object()
                .put("recovery_link", address)
                .put("expires_at", flow.expiresAt().toString());
    }

    /**
     * What the operator asks for by a link.
     *
     * @throws ProblemException with {@link Problem.BadRequest} when the body can't be understood
     */
    public static Wanted link(byte[] body, OperatorRecovery method) {
        return wanted(read(body), method, FlowType.BROWSER, false);
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode tree = Json.ofClient(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (IOException e) {
            // Told below.
        }
        throw new ProblemException(new Problem.BadRequest("The body is not a JSON object."));
    }

    private static Wanted wanted(JsonNode fields, OperatorRecovery method, FlowType type, boolean openToAll) {
        UUID identity = identity(fields.path("identity_id"));
        return new Wanted(identity, type, lifespan(fields.path("expires_in"), method), openToAll);
    }

    private static UUID identity(JsonNode field) {
        if (field.isMissingNode() || field.isNull() || field.asText().isEmpty()) {
            return NOBODY;
        }
        UUID id = Uuids.parse(field.asText());
        if (id == null) {
            throw new ProblemException(new Problem.BadRequest("identity_id is not a UUID."));
        }
        return id;
    }

    private static Duration lifespan(JsonNode field, OperatorRecovery method) {
        if (field.isMissingNode() || field.isNull() || field.asText().isEmpty()) {
            return method.lifespan();
        }
        try {
            Duration lifespan = GoDuration.parse(field.asText());
            if (lifespan.isPositive()) {
                return lifespan;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new ProblemException(
                new Problem.BadRequest("expires_in has to be a duration into the future, such as 1h30m."));
    }

    private static FlowType type(JsonNode fields) {
        return switch (fields.path("flow_type").asText("browser")) {
            case "browser" -> FlowType.BROWSER;
            case "api" -> FlowType.API;
            default -> throw new ProblemException(new Problem.BadRequest("flow_type has to be browser or api."));
        };
    }
}
