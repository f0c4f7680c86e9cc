package io.ostiary.flow.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRendering;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.session.CurrentSession;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Begins recovery flows, and puts new ones in the place of those that can't be used any more. */
@Singleton
public class RecoveryFlows {

    private static final String METHOD = "method";

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final RecoveryConfig config;
    private final CurrentSession current;
    private final Answers answers;
    private final ReturnAddresses addresses;
    private final Clock clock;
    private final List<RecoveryMethod> methods;

    RecoveryFlows(
            FlowFactory factory,
            FlowRepository flows,
            RecoveryConfig config,
            CurrentSession current,
            Answers answers,
            ReturnAddresses addresses,
            Clock clock,
            @All List<RecoveryMethod> methods) {
        this.factory = factory;
        this.flows = flows;
        this.config = config;
        this.current = current;
        this.answers = answers;
        this.addresses = addresses;
        this.clock = clock;
        this.methods = methods;
    }

    /** A new flow that a client without a session asks for, stored. */
    Uni<Flow> begin(ClientRequest request, FlowType type) {
        return refuseSignedIn(request).map(none -> fresh(request, type)).chain(flows::add);
    }

    private Flow fresh(ClientRequest request, FlowType type) {
        refuseIfDisabled();
        Flow flow = factory.begin(FlowKind.RECOVERY, type, request);
        bind(request, flow);
        draw(flow, method(config.use()));
        return flow;
    }

    /**
     * Refuses when recovery is switched off.
     *
     * @throws ProblemException with {@link Problem.BadRequest}
     */
    void refuseIfDisabled() {
        if (!config.isEnabled()) {
            throw new ProblemException(new Problem.BadRequest("Accounts are not recovered here at the moment."));
        }
    }

    /** Fails with {@link Problem.SessionAlreadyAvailable} when the client is signed in. */
    public Uni<Void> refuseSignedIn(ClientRequest request) {
        return current.find(request)
                .invoke(session -> {
                    if (session != null) {
                        throw new ProblemException(new Problem.SessionAlreadyAvailable());
                    }
                })
                .replaceWithVoid();
    }

    /** Where a client goes that is signed in already. */
    Uni<Answer> signedIn(ClientRequest request) {
        return request.isJson()
                ? Uni.createFrom().item(Answers.problemAsJson(new Problem.SessionAlreadyAvailable()))
                : Uni.createFrom().item(Answers.found(addresses.byDefault()));
    }

    private RecoveryMethod method(String name) {
        return methods.stream()
                .filter(m -> m.name().equals(name) && m.isEnabled())
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem.InvalidConfiguration(
                        "selfservice.flows.recovery.use names a method that is switched off.")));
    }

    private static void bind(ClientRequest request, Flow flow) {
        if (flow.isNative()) {
            flow.ui().setCsrf("");
        } else {
            flow.bindTo(request.inbound().csrfToken());
        }
    }

    private static void draw(Flow flow, RecoveryMethod method) {
        flow.context().put(METHOD, method.name());
        flow.setActive(method.name());
        method.askForAddress(flow);
    }

    /** Makes a flow that an operator begins the business of a method. */
    static void assign(Flow flow, String method) {
        flow.context().put(METHOD, method);
        flow.setActive(method);
    }

    /** The name of the method by which a flow was begun. */
    public static String methodOf(Flow flow) {
        return flow.context().path(METHOD).asText();
    }

    /** Replaces a flow that expired. */
    Uni<Answer> replaceExpired(ClientRequest request, Flow old) {
        // A link is opened in a browser, whoever asked for it.
        FlowType type = methodOf(old).equals("link") ? FlowType.BROWSER : old.type();
        Flow flow = factory.begin(FlowKind.RECOVERY, type, old.requestUrl());
        flow.setReturnTo(old.returnTo());
        if (flow.isNative() || request.inbound().hasCsrfCookie()) {
            bind(request, flow);
        } else {
            flow.ui().setCsrf("");
        }
        draw(flow, usable(methodOf(old)));
        Instant at = old.expiresAt();
        flow.ui().setMessage(Text.RECOVERY_EXPIRED.with("expired_at", at, "expired_at_unix", at.getEpochSecond()));
        return flows.add(flow).map(fresh -> replaced(request, old, fresh));
    }

    private RecoveryMethod usable(String name) {
        return methods.stream()
                .filter(m -> m.name().equals(name) && m.isEnabled())
                .findFirst()
                .orElseGet(() -> method(config.use()));
    }

    private Answer replaced(ClientRequest request, Flow old, Flow fresh) {
        boolean json = request.isJson();
        if (config.continuesWith() && fresh.isNative()) {
            return Answers.problemAsJson(new Problem.FlowExpired(
                    fresh.id(),
                    old.expiresAt(),
                    Duration.between(old.expiresAt(), clock.instant()),
                    Json.MAPPER.createArrayNode().add(showRecovery(fresh.id()))));
        }
        return json || fresh.isNative() ? toFlow(fresh) : toPage(fresh);
    }

    /**
     * Puts a new flow in place of one that can't go on, with a new anti-forgery cookie: JSON
     * clients get the problem and the new flow's id, browsers its page.
     *
     * @param message what the new form says
     * @param problem what a JSON client is told; its details are added to
     */
    public Uni<Answer> startOver(
            ClientRequest request, FlowType type, RecoveryMethod method, UiText message, Problem problem) {
        return another(request, type, method, message).map(flow -> {
            if (!request.isJson()) {
                return toPage(flow);
            }
            return config.continuesWith() ? told(problem, flow) : toFlow(flow);
        });
    }

    /**
     * As {@link #startOver}, told by redirects alone: browsers get the page of the new flow, native
     * apps the flow.
     */
    public Uni<Answer> startOverByRedirect(
            ClientRequest request, FlowType type, RecoveryMethod method, UiText message) {
        return another(request, type, method, message).map(flow -> flow.isNative() ? toFlow(flow) : toPage(flow));
    }

    private Uni<Flow> another(ClientRequest request, FlowType type, RecoveryMethod method, UiText message) {
        Flow flow = factory.begin(FlowKind.RECOVERY, type, request.url());
        request.inbound().renewCsrfCookie();
        bind(request, flow);
        draw(flow, method);
        flow.ui().setMessage(message);
        return flows.add(flow);
    }

    private static Answer told(Problem problem, Flow flow) {
        ObjectNode details = Json.object();
        details.putArray("continue_with").add(showRecovery(flow.id()));
        return Answers.problemAsJson(
                switch (problem) {
                    case Problem.IdentityDisabled p ->
                        new Problem.IdentityDisabled(p.withId(), details.setAll((ObjectNode) p.details()));
                    default -> new Problem.WithDetails(problem, details);
                });
    }

    private static JsonNode showRecovery(UUID flowId) {
        ObjectNode out = Json.object().put("action", "show_recovery_ui");
        out.putObject("flow").put("id", flowId.toString());
        return out;
    }

    private Answer toFlow(Flow flow) {
        return Answers.seeOther(addresses.ofPublic("/self-service/recovery/flows?id=" + flow.id()));
    }

    private Answer toPage(Flow flow) {
        return Answers.seeOther(answers.flowPage("recovery", flow.id()));
    }

    /** The flow as it is now: as JSON, or its page. */
    public Answer shown(RecoveryMethod.Sent sent) {
        if (!sent.flow().isNative() && !sent.request().isJson()) {
            return toPage(sent.flow());
        }
        sent.flow()
                .showOnce(
                        "transient_payload",
                        sent.fields().transientPayload() == null
                                ? Json.object()
                                : sent.fields().transientPayload());
        return Answers.json(200, FlowRendering.of(sent.flow()));
    }
}
