package io.ostiary.flow.login;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.exchange.PostgresExchange;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRendering;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.form.NodeOrder;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.hook.LoginHook;
import io.ostiary.flow.hook.LoginHooks;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowReading;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.IssueSession;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.step.MethodName;
import io.ostiary.flow.step.StepResult;
import io.ostiary.internal.session.Sessions;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Event;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Handles a submitted login: finds the method, issues the session it proved, and answers. */
@Singleton
public class SubmitLogin {

    private final FlowRepository flows;
    private final FlowReading reading;
    private final BeginLogin begin;
    private final CurrentSession current;
    private final IssueSession issue;
    private final PostgresExchange exchange;
    private final SchemaForms schemas;
    private final ReturnAddresses addresses;
    private final FormErrors errors;
    private final LoginHooks hooks;
    private final Letters effects;
    private final Clock clock;
    private final IdentifierStep identifier;
    private final List<LoginMethod> methods;

    SubmitLogin(
            FlowRepository flows,
            FlowReading reading,
            BeginLogin begin,
            CurrentSession current,
            IssueSession issue,
            PostgresExchange exchange,
            SchemaForms schemas,
            ReturnAddresses addresses,
            FormErrors errors,
            LoginHooks hooks,
            Letters effects,
            Clock clock,
            IdentifierStep identifier,
            @All List<LoginMethod> methods) {
        this.flows = flows;
        this.reading = reading;
        this.begin = begin;
        this.current = current;
        this.issue = issue;
        this.exchange = exchange;
        this.schemas = schemas;
        this.addresses = addresses;
        this.errors = errors;
        this.hooks = hooks;
        this.effects = effects;
        this.clock = clock;
        this.identifier = identifier;
        this.methods = methods;
    }

    /** Handles the submission of a flow. */
    public Uni<Answer> submit(ClientRequest request, String flowId, byte[] body) {
        return reading.submitted(FlowKind.LOGIN, flowId)
                .chain(flow -> current.find(request).chain(session -> submit(request, flow, session, body)));
    }

    private Uni<Answer> submit(ClientRequest request, Flow flow, OpenSession session, byte[] body) {
        if (session == null && flow.requestedAal().equals("aal2")) {
            return errors.show(request, flow, new Problem.Aal1Required());
        }
        boolean nothingToAdd =
                session != null && !flow.isRefresh() && (flow.requestedAal().equals("aal1") || session.hasAal2());
        if (nothingToAdd) {
            return request.isJson() || flow.isNative()
                    ? errors.show(request, flow, new Problem.SessionAlreadyAvailable())
                    : Uni.createFrom().item(Answers.seeOther(addresses.byDefault()));
        }
        if (flow.isExpiredAt(clock.instant())) {
            return begin.replace(request, flow).map(fresh -> errors.replaced(request, flow, fresh));
        }
        return Uni.createFrom()
                .deferred(() -> handle(request, flow, session, body))
                .onFailure(ProblemException.class)
                .recoverWithUni(e -> errors.show(request, flow, ((ProblemException) e).problem()));
    }

    private Uni<Answer> handle(ClientRequest request, Flow flow, OpenSession session, byte[] body) {
        Submission fields = Submission.read(request.header("Content-Type"), body, null);
        flow.setTransientPayload(fields.transientPayload());
        LoginMethod.Sent sent = new LoginMethod.Sent(
                request, flow, schemas.of(BeginLogin.schemaId(flow)), fields, Attempt.begin(), session);
        if (identifier.handles(flow, fields)) {
            return identifier.submit(sent);
        }
        Optional<LoginMethod> method = method(flow, fields);
        return method.isPresent() ? attempt(sent, method.get(), true) : noMethod(sent);
    }

    private Uni<Answer> noMethod(LoginMethod.Sent sent) {
        sent.flow().ui().clearMessages();
        sent.flow().ui().addMessage(Text.LOGIN_METHOD_MISSING.plain());
        return errors.save(sent.request(), sent.flow());
    }

    private Optional<LoginMethod> method(Flow flow, Submission fields) {
        if (flow.requestedAal().equals("aal2")) {
            // Every method there is proves a first factor, which a form for the second must not
            // take.
            return Optional.empty();
        }
        return MethodName.of(fields.method())
                .flatMap(name -> methods.stream()
                        .filter(m -> m.name() == name && m.isEnabled())
                        .findFirst());
    }

    private Uni<Answer> attempt(LoginMethod.Sent sent, LoginMethod method, boolean again) {
        return method.submit(sent).chain(result -> switch (result) {
            case StepResult.Refused refused -> refuse(sent, method, refused);
            case StepResult.AskAgain ask -> errors.next(sent.request(), sent.flow());
            case StepResult.Proceed proceed -> pass(sent, method, proceed, again);
        });
    }

    private Uni<Answer> refuse(LoginMethod.Sent sent, LoginMethod method, StepResult.Refused refused) {
        errors.complain(sent.flow(), method.group(), refused.complaints());
        NodeOrder.ofLogin().sort(sent.flow().ui().nodes());
        return errors.save(sent.request(), sent.flow());
    }

    private Uni<Answer> pass(LoginMethod.Sent sent, LoginMethod method, StepResult.Proceed proceed, boolean again) {
        sent.flow().setActive(method.name().wire());
        if (!proceed.identity().body().isActive()) {
            return disabled(sent);
        }
        LoginHook.Proven proven = new LoginHook.Proven(sent.request(), sent.flow(), sent.attempt(), proceed.identity());
        return hooks.instead(method.name().wire(), proven)
                .chain(answer ->
                        answer.isPresent() ? Uni.createFrom().item(answer.get()) : issue(sent, method, proceed, again));
    }

    private Uni<Answer> issue(LoginMethod.Sent sent, LoginMethod method, StepResult.Proceed proceed, boolean again) {
        Secret refreshed = sent.session() == null ? null : sent.session().token();
        return issue.issue(sent.request(), sent.attempt(), proceed.identity(), proceed.authentication(), refreshed)
                .onFailure()
                .call(() -> method.takeBack(sent))
                .chain(issued -> switch (issued.outcome()) {
                    case ISSUED -> finish(sent, issued);
                    case INACTIVE, DELETED -> disabled(sent);
                    case STALE, NO_SUCH_SESSION ->
                        method.takeBack(sent)
                                .chain(() -> again
                                        ? attempt(withNewAttempt(sent, issued.outcome()), method, false)
                                        : busy());
                });
    }

    private static LoginMethod.Sent withNewAttempt(LoginMethod.Sent sent, Sessions.Outcome why) {
        OpenSession session = why == Sessions.Outcome.NO_SUCH_SESSION ? null : sent.session();
        return new LoginMethod.Sent(
                sent.request(), sent.flow(), sent.schema(), sent.fields(), Attempt.begin(), session);
    }

    private static Uni<Answer> busy() {
        return Uni.createFrom()
                .failure(new ProblemException(new Problem.Unavailable(
                        "The account is being changed at this moment.", Duration.ofSeconds(1))));
    }

    private Uni<Answer> disabled(LoginMethod.Sent sent) {
        sent.flow().ui().clearMessages();
        sent.flow().ui().addMessage(Text.ACCOUNT_DISABLED.plain());
        return errors.save(sent.request(), sent.flow());
    }

    private Uni<Answer> finish(LoginMethod.Sent sent, Sessions.Issued issued) {
        Flow flow = sent.flow();
        String returnTo = addresses.of(flow, addresses.after("login", flow.active()));
        flow.ui().clearMessages();
        FlowCompleted completed = new FlowCompleted(
                flow.id(), "login", flow.active(), issued.session().identity().id());
        List<Consequence> consequences = new ArrayList<>();
        consequences.add(Event.of(completed));
        consequences.addAll(hooks.consequences(
                flow.active(),
                sent.attempt().id(),
                issued.session().identity().id(),
                issued.session().id()));
        return flows.decide(flow, sent.attempt().ended(flow.active(), "passed"), consequences)
                .call(effects::handOver)
                .call(() -> exchange.complete(flow, issued.token()))
                .map(delivered -> answer(sent, issued, returnTo));
    }

    private Answer answer(LoginMethod.Sent sent, Sessions.Issued issued, String returnTo) {
        ObjectNode out = Json.object();
        if (sent.flow().isNative()) {
            out.put("session_token", issued.token().reveal());
            out.set("session", Json.tree(issued.session()));
            out.putNull("continue_with");
            return Answers.json(200, out);
        }
        if (sent.session() == null) {
            // A session that is only confirmed leaves the browser's open forms usable.
            sent.request().inbound().renewCsrfCookie();
        }
        current.giveTo(sent.request(), issued, clock.instant());
        if (!sent.request().isJson()) {
            return Answers.seeOther(returnTo);
        }
        out.set("session", Json.tree(issued.session()));
        ArrayNode next = out.putArray("continue_with");
        next.addObject().put("action", "redirect_browser_to").put("redirect_browser_to", returnTo);
        return Answers.json(200, out);
    }

    /** The flow as its client sees it. */
    static Answer rendered(Flow flow) {
        return Answers.json(200, FlowRendering.of(flow));
    }
}
