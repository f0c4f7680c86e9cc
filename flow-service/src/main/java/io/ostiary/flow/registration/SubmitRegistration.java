package io.ostiary.flow.registration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.browser.CsrfTokens;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.exchange.PostgresExchange;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.NodeOrder;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.IssueSession;
import io.ostiary.flow.step.MethodName;
import io.ostiary.flow.verification.BegunVerification;
import io.ostiary.flow.verification.CarryOutVerification;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.Registration;
import io.ostiary.internal.session.Sessions;
import io.ostiary.outbox.write.Event;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Handles a submitted registration: finds the method, has the identity created, begins
 * verification, issues the session.
 */
@Singleton
public class SubmitRegistration {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    /** What a registration knows on its way. */
    private record Created(
            RegistrationMethod.Sent sent,
            MethodName method,
            RegistrationMethod.Step.Create step,
            Registration.Result result,
            String csrfCookie,
            BegunVerification verification) {

        Created with(BegunVerification begun) {
            return new Created(sent, method, step, result, csrfCookie, begun);
        }
    }

    private final FlowRepository flows;
    private final FlowReading reading;
    private final BeginRegistration begin;
    private final RegistrationConfig config;
    private final ProfileStep profile;
    private final CurrentSession current;
    private final IssueSession issue;
    private final IdentityCalls identities;
    private final PostgresExchange exchange;
    private final SchemaForms schemas;
    private final ReturnAddresses addresses;
    private final FormErrors errors;
    private final CarryOutVerification verification;
    private final Clock clock;
    private final List<RegistrationMethod> methods;

    SubmitRegistration(
            FlowRepository flows,
            FlowReading reading,
            BeginRegistration begin,
            RegistrationConfig config,
            ProfileStep profile,
            CurrentSession current,
            IssueSession issue,
            @RestClient IdentityCalls identities,
            PostgresExchange exchange,
            SchemaForms schemas,
            ReturnAddresses addresses,
            FormErrors errors,
            CarryOutVerification verification,
            Clock clock,
            @All List<RegistrationMethod> methods) {
        this.flows = flows;
        this.reading = reading;
        this.begin = begin;
        this.config = config;
        this.profile = profile;
        this.current = current;
        this.issue = issue;
        this.identities = identities;
        this.exchange = exchange;
        this.schemas = schemas;
        this.addresses = addresses;
        this.errors = errors;
        this.verification = verification;
        this.clock = clock;
        this.methods = methods;
    }

    /** Handles the submission of a flow. */
    public Uni<Answer> submit(ClientRequest request, String flowId, byte[] body) {
        return current.find(request)
                .invoke(session -> {
                    if (session != null) {
                        throw new ProblemException(new Problem.SessionAlreadyAvailable());
                    }
                })
                .chain(none -> reading.submitted(FlowKind.REGISTRATION, flowId))
                .chain(flow -> submit(request, flow, body));
    }

    private Uni<Answer> submit(ClientRequest request, Flow flow, byte[] body) {
        if (flow.isExpiredAt(clock.instant())) {
            return begin.replace(request, flow).map(fresh -> errors.replaced(request, flow, fresh));
        }
        return Uni.createFrom()
                .deferred(() -> handle(request, flow, body))
                .onFailure(ProblemException.class)
                .recoverWithUni(e -> errors.show(request, flow, ((ProblemException) e).problem()));
    }

    private Uni<Answer> handle(ClientRequest request, Flow flow, byte[] body) {
        IdentitySchemaForm schema = schemas.of(BeginRegistration.schemaId(flow));
        Submission fields = Submission.read(request.header("Content-Type"), body, schema);
        flow.setTransientPayload(fields.transientPayload());
        RegistrationMethod.Sent sent = new RegistrationMethod.Sent(request, flow, schema, fields, Attempt.begin());
        if (profile.handles(fields)) {
            return profile.submit(sent);
        }
        Optional<RegistrationMethod> method = method(fields);
        return method.isPresent() ? attempt(sent, method.get()) : noMethod(sent);
    }

    private Optional<RegistrationMethod> method(Submission fields) {
        return MethodName.of(fields.method())
                .flatMap(name -> methods.stream()
                        .filter(m -> m.name() == name && m.isEnabled())
                        .findFirst());
    }

    /**
     * Without a method the traits are looked at all the same: what is wrong with them is told
     * first.
     */
    private Uni<Answer> noMethod(RegistrationMethod.Sent sent) {
        return Calls.within(identities.register(profile.check(sent)), DEADLINE)
                .chain(result -> refuse(
                        sent,
                        result.complaints().isEmpty()
                                ? List.of(new Complaint(null, Text.REGISTRATION_METHOD_MISSING.plain()))
                                : result.complaints()));
    }

    private Uni<Answer> attempt(RegistrationMethod.Sent sent, RegistrationMethod method) {
        return Uni.createFrom()
                .deferred(() -> method.submit(sent))
                .onFailure(ProblemException.class)
                .invoke(() ->
                        sent.flow().ui().keepValues("traits", sent.fields().traits()))
                .chain(step -> switch (step) {
                    case RegistrationMethod.Step.Refused refused -> refuseKeeping(sent, refused.complaints());
                    case RegistrationMethod.Step.Incomplete incomplete ->
                        refuseWithTraits(sent, incomplete.complaints());
                    case RegistrationMethod.Step.AskAgain ask -> askAgain(sent);
                    case RegistrationMethod.Step.Create create -> create(sent, method, create);
                });
    }

    /** Refuses, and tells what is wrong with the traits in the same answer. */
    private Uni<Answer> refuseWithTraits(RegistrationMethod.Sent sent, List<Complaint> complaints) {
        return Calls.within(identities.register(profile.check(sent)), DEADLINE)
                .chain(traits -> refuseKeeping(
                        sent,
                        Stream.concat(traits.complaints().stream(), complaints.stream())
                                .toList()));
    }

    private Uni<Answer> askAgain(RegistrationMethod.Sent sent) {
        profile.addWayBack(sent.flow());
        return errors.next(sent.request(), sent.flow());
    }

    /** Refuses, and puts what was typed back into the form. */
    private Uni<Answer> refuseKeeping(RegistrationMethod.Sent sent, List<Complaint> complaints) {
        sent.flow().ui().keepValues("traits", sent.fields().traits());
        return refuse(sent, complaints);
    }

    private Uni<Answer> refuse(RegistrationMethod.Sent sent, List<Complaint> complaints) {
        errors.complain(sent.flow(), NodeGroup.DEFAULT, complaints);
        NodeOrder.ofRegistration(sent.schema()).sort(sent.flow().ui().nodes());
        return errors.save(sent.request(), sent.flow());
    }

    private Uni<Answer> create(
            RegistrationMethod.Sent sent, RegistrationMethod method, RegistrationMethod.Step.Create step) {
        // Checked before anything is created: a forbidden address must not leave an identity
        // behind.
        addresses.of(sent.flow(), addresses.after("registration", method.name().wire()));
        String csrfCookie = sent.flow().isNative() ? null : CsrfTokens.generate();
        return Calls.within(identities.register(request(sent, method, step, csrfCookie)), DEADLINE)
                .chain(result -> result.complaints().isEmpty()
                        ? created(new Created(sent, method.name(), step, result, csrfCookie, null))
                        : refuseKeeping(sent, result.complaints()));
    }

    private Registration.Request request(
            RegistrationMethod.Sent sent,
            RegistrationMethod method,
            RegistrationMethod.Step.Create step,
            String csrfCookie) {
        return new Registration.Request(
                sent.attempt().id(),
                sent.schema().id(),
                sent.fields().traits(),
                method.name().wire(),
                step.password(),
                step.codeAddress(),
                step.codeAddress() == null ? List.of() : List.of(step.codeAddress()),
                config.verifiesAddresses() ? VerificationAfter.of(sent.flow(), csrfCookie) : null,
                false);
    }

    private Uni<Answer> created(Created created) {
        return verification
                .carryOut(created.result().effects())
                .map(begun -> created.with(begun.orElse(null)))
                .chain(this::issueSession);
    }

    private Uni<Answer> issueSession(Created created) {
        if (!config.hasHook(created.method(), "session")) {
            return finish(created, null);
        }
        RegistrationMethod.Sent sent = created.sent();
        return issue.issue(
                        sent.request(),
                        sent.attempt(),
                        created.result().identity(),
                        created.step().authentication(),
                        null)
                .chain(issued -> finish(created, issued.outcome() == Sessions.Outcome.ISSUED ? issued : null));
    }

    private Uni<Answer> finish(Created created, Sessions.Issued issued) {
        Flow flow = created.sent().flow();
        flow.setActive(created.method().wire());
        flow.ui().clearMessages();
        FlowCompleted completed = new FlowCompleted(
                flow.id(),
                "registration",
                flow.active(),
                created.result().identity().id());
        Uni<?> exchanged = issued == null ? Uni.createFrom().voidItem() : exchange.complete(flow, issued.token());
        return flows.decide(
                        flow, created.sent().attempt().ended(flow.active(), "registered"), List.of(Event.of(completed)))
                .chain(() -> exchanged)
                .map(done -> answer(created, issued));
    }

    private Answer answer(Created created, Sessions.Issued issued) {
        Flow flow = created.sent().flow();
        ClientRequest request = created.sent().request();
        String returnTo = addresses.of(
                flow, addresses.after("registration", created.method().wire()));
        boolean showVerification =
                created.verification() != null && config.hasHook(created.method(), "show_verification_ui");
        if (!flow.isNative()) {
            request.inbound().setCsrfCookie(created.csrfCookie());
            if (issued != null) {
                current.giveTo(request, issued, clock.instant());
            }
            if (!request.isJson()) {
                return Answers.seeOther(
                        showVerification ? created.verification().url() : returnTo);
            }
        }
        return Answers.json(200, body(created, issued, returnTo, showVerification));
    }

    private static ObjectNode body(Created created, Sessions.Issued issued, String returnTo, boolean showVerification) {
        boolean isNative = created.sent().flow().isNative();
        ArrayNode next = Json.MAPPER.createArrayNode();
        if (!isNative) {
            next.addObject().put("action", "redirect_browser_to").put("redirect_browser_to", returnTo);
        }
        if (showVerification) {
            next.add(created.verification().continueWith());
        }
        ObjectNode out = Json.object();
        if (issued != null) {
            if (isNative) {
                out.put("session_token", issued.token().reveal());
                next.addObject()
                        .put("action", "set_ory_session_token")
                        .put("ory_session_token", issued.token().reveal());
            }
            out.set("session", Json.tree(issued.session()));
        }
        out.set("identity", Json.tree(created.result().identity().body()));
        out.set("continue_with", next.isEmpty() ? Json.MAPPER.nullNode() : next);
        return out;
    }
}
