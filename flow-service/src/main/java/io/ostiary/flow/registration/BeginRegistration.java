package io.ostiary.flow.registration;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.exchange.PostgresExchange;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.oauth2.LoginChallenges;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.submission.Open;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/** Begins a registration: decides whether the client may, and has the form drawn. */
@Singleton
public class BeginRegistration {

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final CurrentSession current;
    private final SchemaForms schemas;
    private final PostgresExchange exchange;
    private final RegistrationConfig config;
    private final RegistrationForms drawing;
    private final Hooks hooks;

    BeginRegistration(
            FlowFactory factory,
            FlowRepository flows,
            CurrentSession current,
            SchemaForms schemas,
            PostgresExchange exchange,
            RegistrationConfig config,
            RegistrationForms drawing,
            Hooks hooks) {
        this.factory = factory;
        this.flows = flows;
        this.current = current;
        this.schemas = schemas;
        this.exchange = exchange;
        this.config = config;
        this.drawing = drawing;
        this.hooks = hooks;
    }

    /** A new registration flow, stored. */
    public Uni<Flow> begin(ClientRequest request, FlowType type) {
        return begin(request, type, flow -> {});
    }

    /**
     * As above.
     *
     * @param note writes into the flow what it begins with
     */
    Uni<Flow> begin(ClientRequest request, FlowType type, Consumer<Flow> note) {
        refuseIfDisabled();
        factory.checkReturn(request, request.query(VerificationAfter.RETURN_TO));
        Flow flow = factory.begin(FlowKind.REGISTRATION, type, request);
        String wanted = request.query("identity_schema");
        if (wanted != null && !wanted.isEmpty()) {
            SchemaForms.note(flow, schemas.requireSelectable(wanted));
        }
        note.accept(flow);
        return draw(request, flow)
                .chain(() -> current.refuseSignedIn(request))
                .chain(() -> ask(request, flow))
                .invoke(() -> exchange.announce(request, flow))
                .chain(() -> flows.add(flow))
                .call(exchange::open);
    }

    /**
     * Refuses when nobody may sign up.
     *
     * @throws ProblemException with {@link Problem.FlowDisabled}
     */
    public void refuseIfDisabled() {
        if (!config.isEnabled()) {
            throw new ProblemException(new Problem.FlowDisabled("Nobody can sign up here at the moment."));
        }
    }

    /** A flow in place of one that expired, with the message that tells so. */
    Uni<Flow> replace(ClientRequest request, Flow expired) {
        return startOver(request, expired, expired.expiredText(Text.REGISTRATION_EXPIRED));
    }

    /** A flow in place of one that can't go on, with a message. */
    Uni<Flow> startOver(ClientRequest request, Flow old, UiText why) {
        Flow flow = factory.begin(
                old.generation(), FlowKind.REGISTRATION, old.type(), factory.requestUrlInPlaceOf(old, request));
        flow.setReturnTo(old.returnTo());
        SchemaForms.note(flow, RegistrationForms.schemaId(old));
        LoginChallenges.keepOf(old, flow);
        return draw(request, flow)
                .chain(() -> ask(request, flow))
                .invoke(() -> flow.ui().addMessage(why))
                .chain(() -> flows.add(flow));
    }

    private Uni<Void> ask(ClientRequest request, Flow flow) {
        return hooks.letBegin(new Moment.Begins(request, flow, null));
    }

    /** A flow that goes on with what a login hands over, stored. */
    Uni<Flow> insteadOf(Open login) {
        refuseIfDisabled();
        Flow old = login.flow();
        Flow flow = factory.begin(old.generation(), FlowKind.REGISTRATION, old.type(), old.requestUrl());
        flow.setReturnTo(old.returnTo());
        SchemaForms.note(flow, RegistrationForms.schemaId(old));
        return draw(login.request(), flow)
                .chain(() -> ask(login.request(), flow))
                .chain(() -> exchange.move(old, flow))
                .chain(() -> flows.add(flow));
    }

    private Uni<Void> draw(ClientRequest request, Flow flow) {
        factory.bind(request, flow);
        flow.ui().setCsrf(flow.csrfToken() == null ? "" : flow.csrfToken());
        return drawing.begin(flow, schemas.of(RegistrationForms.schemaId(flow)));
    }
}
