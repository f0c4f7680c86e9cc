package io.ostiary.flow.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.GoDuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.Requests;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.http.Uuids;
import io.ostiary.flow.recovery.AdminRecovery.Wanted;
import io.ostiary.flow.secret.Purpose;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * {@code /admin/recovery} (contract: createRecoveryCodeForIdentity, createRecoveryLinkForIdentity).
 */
@Path("/admin/recovery")
@Produces(MediaType.WILDCARD)
public class AdminRecoveryResource {

    private static final UUID NOBODY = new UUID(0, 0);

    private final Requests requests;
    private final AdminRecovery recovery;
    private final Answers answers;
    private final ReturnAddresses addresses;
    private final List<OperatorRecovery> methods;

    AdminRecoveryResource(
            Requests requests,
            AdminRecovery recovery,
            Answers answers,
            ReturnAddresses addresses,
            @All List<OperatorRecovery> methods) {
        this.requests = requests;
        this.recovery = recovery;
        this.answers = answers;
        this.addresses = addresses;
        this.methods = methods;
    }

    /** A code, and the page to enter it. */
    @POST
    @Path("/code")
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> code(byte[] body) {
        OperatorRecovery method = enabled("code");
        JsonNode fields = read(body);
        Wanted wanted = wanted(fields, method, type(fields));
        Flow flow = recovery.flow(requests.current(), wanted, "code");
        method.askForSecret(flow);
        AdminRecovery.open(flow);
        String code = method.newSecret();
        return recovery.store(
                        flow, wanted, Purpose.RECOVERY_CODE, code, new Problem.NotFound("There is no such identity."))
                .map(stored -> Answers.json(
                        201,
                        link(stored, answers.flowPage("recovery", stored.id())).put("recovery_code", code)));
    }

    /** A link that opens the account. */
    @POST
    @Path("/link")
    @Consumes(MediaType.WILDCARD)
    public Uni<Answer> link(byte[] body) {
        OperatorRecovery method = enabled("link");
        Wanted wanted = wanted(read(body), method, FlowType.BROWSER);
        Flow flow = recovery.flow(requests.current(), wanted, "link");
        method.askForSecret(flow);
        String token = method.newSecret();
        return recovery.store(
                        flow,
                        wanted,
                        Purpose.RECOVERY_LINK,
                        token,
                        new Problem.BadRequest("There is no such identity."))
                .map(stored -> Answers.json(200, link(stored, address(stored, token))));
    }

    private String address(Flow flow, String token) {
        return ReturnAddresses.with(addresses.ofPublic("/self-service/recovery?flow=" + flow.id()), "token", token);
    }

    private static ObjectNode link(Flow flow, String address) {
        return Json.object()
                .put("recovery_link", address)
                .put("expires_at", flow.expiresAt().toString());
    }

    private OperatorRecovery enabled(String name) {
        return methods.stream()
                .filter(m -> m.name().equals(name) && m.isEnabled())
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem.NotFound("This method is switched off.")));
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

    private static Wanted wanted(JsonNode fields, OperatorRecovery method, FlowType type) {
        return new Wanted(identity(fields.path("identity_id")), type, lifespan(fields.path("expires_in"), method));
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
