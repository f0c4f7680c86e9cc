package io.ostiary.flow.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.continuity.PostgresContinuity;
import io.ostiary.flow.continuity.Waiting;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRendering;
import io.ostiary.flow.flow.MethodName;
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
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.verification.BegunVerification;
import io.ostiary.flow.verification.VerificationConfig;
import io.ostiary.internal.identity.BeginVerification;
import io.ostiary.internal.identity.Complaint;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Handles submitted settings: finds the method, has it save the change, and lets a change that is
 * too early wait.
 */
@Singleton
public class SubmitSettings {

    /** Methods of the contract; whether they are switched on is another question. */
    private static final List<String> KNOWN =
            List.of("password", "profile", "oidc", "totp", "lookup_secret", "webauthn", "passkey");

    /** A submission whose client and flow are known. */
    private record Call(ClientRequest request, OpenSession session, Flow flow, IdentitySchemaForm schema) {}

    private final FlowReading reading;
    private final SettingsAccess access;
    private final BeginSettings begin;
    private final FinishSettings finish;
    private final PostgresContinuity continuity;
    private final SchemaForms schemas;
    private final ReturnAddresses addresses;
    private final VerificationConfig verification;
    private final FormErrors errors;
    private final Clock clock;
    private final List<SettingsMethod> methods;

    SubmitSettings(
            FlowReading reading,
            SettingsAccess access,
            BeginSettings begin,
            FinishSettings finish,
            PostgresContinuity continuity,
            SchemaForms schemas,
            ReturnAddresses addresses,
            VerificationConfig verification,
            FormErrors errors,
            Clock clock,
            @All List<SettingsMethod> methods) {
        this.reading = reading;
        this.access = access;
        this.begin = begin;
        this.finish = finish;
        this.continuity = continuity;
        this.schemas = schemas;
        this.addresses = addresses;
        this.verification = verification;
        this.errors = errors;
        this.clock = clock;
        this.methods = methods.stream()
                .sorted(Comparator.comparing(SettingsMethod::name))
                .toList();
    }

    /**
     * Handles the submission of a flow.
     *
     * @param body null: the client came by a link, to go on with what waits for it
     */
    Uni<Answer> submit(ClientRequest request, OpenSession session, String flowId, byte[] body) {
        return reading.submitted(FlowKind.SETTINGS, flowId)
                .onFailure(SubmitSettings::isNotFound)
                .transform(e -> noSuchFlow())
                .chain(flow -> submit(request, session, flow, body));
    }

    private static boolean isNotFound(Throwable e) {
        return e instanceof ProblemException p && p.problem() instanceof Problem.NotFound;
    }

    private static ProblemException noSuchFlow() {
        return new ProblemException(new Problem.NotFound("There is no settings flow of that id."));
    }

    private Uni<Answer> submit(ClientRequest request, OpenSession session, Flow flow, byte[] body) {
        SettingsRendering.show(flow, session.session().identity());
        return Uni.createFrom()
                .deferred(() -> handle(request, session, flow, body))
                .onFailure(ProblemException.class)
                .recoverWithUni(e -> tell(request, flow, ((ProblemException) e).problem()));
    }

    /**
     * Browsers are sent to where they can do something about the problem; everything else is told
     * as in other flows.
     */
    private Uni<Answer> tell(ClientRequest request, Flow flow, Problem problem) {
        boolean page = !flow.isNative() && !request.isJson();
        return switch (problem) {
            case Problem.RefreshRequired p when page -> Uni.createFrom().item(Answers.seeOther(p.redirectTo()));
            case Problem.Aal2Required p when page -> Uni.createFrom().item(Answers.seeOther(p.redirectTo()));
            default -> errors.show(request, flow, problem);
        };
    }

    private Uni<Answer> handle(ClientRequest request, OpenSession session, Flow flow, byte[] body) {
        access.requireLevel(session, request.url());
        if (flow.isExpiredAt(clock.instant())) {
            return begin.replace(request, flow, session.session().identity())
                    .map(fresh -> errors.replaced(request, flow, fresh));
        }
        SettingsAccess.requireOwner(flow, session);
        Call call = new Call(
                request, session, flow, schemas.of(session.session().identity().schemaId()));
        return flow.isNative() || request.isJson()
                ? fresh(call, body)
                : resume(call, methods.iterator())
                        .chain(response -> response == null
                                ? fresh(call, body)
                                : Uni.createFrom().item(response));
    }

    /** Goes on with what waits for the browser. @return null when nothing does */
    private Uni<Answer> resume(Call call, java.util.Iterator<SettingsMethod> rest) {
        if (!rest.hasNext()) {
            return Uni.createFrom().nullItem();
        }
        SettingsMethod method = rest.next();
        return continuity
                .take(call.request(), waiting(call, method))
                .chain(kept -> kept.isPresent() && method.isEnabled()
                        ? attempt(call, method, Submission.of((ObjectNode) kept.get()), true)
                        : resume(call, rest));
    }

    private static Waiting waiting(Call call, SettingsMethod method) {
        return new Waiting(
                "settings_" + method.name().wire(),
                call.session().identityId(),
                call.flow().id());
    }

    private Uni<Answer> fresh(Call call, byte[] body) {
        Submission fields = body == null
                ? Submission.ofQuery(call.request(), List.of("method"))
                : Submission.read(call.request().header("Content-Type"), body, call.schema());
        Optional<SettingsMethod> method = method(fields);
        if (method.isPresent()) {
            return attempt(call, method.get(), fields, false);
        }
        return KNOWN.contains(fields.method()) ? disabled() : noMethod(call);
    }

    private Optional<SettingsMethod> method(Submission fields) {
        MethodName wanted = MethodName.of(fields.method());
        return methods.stream()
                .filter(m -> m.name().equals(wanted) && m.isEnabled())
                .findFirst();
    }

    private static Uni<Answer> disabled() {
        return Uni.createFrom().failure(new ProblemException(new Problem.NotFound("This method is switched off.")));
    }

    private Uni<Answer> noMethod(Call call) {
        call.flow().ui().clearMessages();
        call.flow().ui().addMessage(Text.SETTINGS_METHOD_MISSING.plain());
        return errors.save(call.request(), call.flow());
    }

    private Uni<Answer> attempt(Call call, SettingsMethod method, Submission fields, boolean resumed) {
        // Checked before anything is changed: a forbidden address must not be told after it.
        finish.returnTo(call.flow(), method.name());
        call.flow().setTransientPayload(fields.transientPayload());
        SettingsMethod.Sent sent = new SettingsMethod.Sent(
                call.request(),
                call.flow(),
                call.schema(),
                fields,
                Attempt.begin(),
                call.session(),
                access.isPrivileged(call.session()),
                verification.isEnabled() ? verification(call) : null,
                resumed);
        return method.submit(sent).chain(step -> follow(call, method, sent, step));
    }

    private static BeginVerification verification(Call call) {
        ObjectNode context = Json.object();
        if (!call.flow().isNative()) {
            context.put("csrf_token", call.request().inbound().csrfToken());
        }
        if (call.flow().transientPayload() != null) {
            context.set("transient_payload", call.flow().transientPayload());
        }
        return new BeginVerification(
                call.flow().type().wire(), call.flow().requestUrl(), call.flow().returnTo(), context);
    }

    private Uni<Answer> follow(Call call, SettingsMethod method, SettingsMethod.Sent sent, SettingsMethod.Step step) {
        return switch (step) {
            case SettingsMethod.Step.Refused refused -> refuse(call, refused.complaints());
            case SettingsMethod.Step.SignInAgain again -> signInAgain(call, method, again.kept());
            case SettingsMethod.Step.Held held -> hold(call, held.verification());
            case SettingsMethod.Step.Saved saved -> finish.finish(sent, method.name(), saved);
        };
    }

    private Uni<Answer> hold(Call call, BegunVerification verification) {
        call.flow().showOnce("continue_with", Json.MAPPER.createArrayNode().add(verification.continueWith()));
        boolean page = !call.flow().isNative() && !call.request().isJson();
        return errors.save(call.request(), call.flow())
                .map(saved ->
                        page ? Answers.seeOther(verification.url()) : Answers.json(200, FlowRendering.of(call.flow())));
    }

    private Uni<Answer> refuse(Call call, List<Complaint> complaints) {
        errors.complain(call.flow(), NodeGroup.DEFAULT, complaints);
        NodeOrder.ofSettings(call.schema()).sort(call.flow().ui().nodes());
        return errors.save(call.request(), call.flow());
    }

    private Uni<Answer> signInAgain(Call call, SettingsMethod method, ObjectNode kept) {
        Uni<Void> paused = kept == null
                ? Uni.createFrom().voidItem()
                : continuity.pause(call.request(), waiting(call, method), kept);
        return paused.chain(() ->
                Uni.createFrom().failure(new ProblemException(new Problem.RefreshRequired(confirm(call.flow())))));
    }

    private String confirm(Flow flow) {
        String login = ReturnAddresses.with(addresses.ofPublic("/self-service/login/browser"), "refresh", "true");
        return ReturnAddresses.with(login, "return_to", addresses.ofPublic("/self-service/settings?flow=" + flow.id()));
    }
}
