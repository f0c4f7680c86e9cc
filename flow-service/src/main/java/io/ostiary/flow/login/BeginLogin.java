package io.ostiary.flow.login;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.exchange.PostgresExchange;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.submission.Open;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins a login: decides whether the client may, and has the form drawn. */
@Singleton
public class BeginLogin {

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final CurrentSession current;
    private final SchemaForms schemas;
    private final PostgresExchange exchange;
    private final LoginForms drawing;

    BeginLogin(
            FlowFactory factory,
            FlowRepository flows,
            CurrentSession current,
            SchemaForms schemas,
            PostgresExchange exchange,
            LoginForms drawing) {
        this.factory = factory;
        this.flows = flows;
        this.current = current;
        this.schemas = schemas;
        this.exchange = exchange;
        this.drawing = drawing;
    }

    /**
     * A flow that has begun.
     *
     * @param session of its client; null when it has none
     * @param begins the method that can begin at once, because there is no other
     */
    record Begun(Flow flow, @Nullable OpenSession session, Optional<LoginMethod> begins) {}

    /**
     * A new login flow, stored.
     *
     * @return with what can begin at once; fails with {@link Problem.SessionAlreadyAvailable} when the client is signed in and asks for nothing more
     */
    Uni<Begun> begin(ClientRequest request, FlowType type) {
        Flow flow = factory.begin(FlowKind.LOGIN, type, request);
        flow.requestAal(aal(request));
        flow.setRefresh(request.queryIsTrue("refresh"));
        noteSchema(request, flow);
        return current.find(request)
                .chain(session -> draw(request, flow, session).map(offered -> new Begun(flow, session, offered.only())))
                .invoke(() -> exchange.announce(request, flow))
                .call(() -> flows.add(flow))
                .call(() -> exchange.open(flow));
    }

    /** A flow in place of one that expired, with the message that tells so. */
    public Uni<Flow> replace(ClientRequest request, Flow expired) {
        Flow flow = like(expired, factory.requestUrlInPlaceOf(expired, request));
        return current.find(request)
                .chain(session -> draw(request, flow, session))
                .invoke(() -> flow.ui().addMessage(expired.expiredText(Text.LOGIN_EXPIRED)))
                .chain(() -> flows.add(flow));
    }

    /** A flow in place of one that can't go on, with a message. */
    Uni<Flow> startOver(Open open, UiText why) {
        Flow flow = like(open.flow(), open.flow().requestUrl());
        return draw(open.request(), flow, open.session())
                .invoke(() -> flow.ui().addMessage(why))
                .chain(() -> flows.add(flow));
    }

    private Flow like(Flow other, String requestUrl) {
        Flow flow = factory.begin(other.generation(), FlowKind.LOGIN, other.type(), requestUrl);
        flow.requestAal(other.requestedAal());
        flow.setRefresh(other.isRefresh());
        flow.setReturnTo(other.returnTo());
        SchemaForms.note(flow, LoginForms.schemaId(other));
        return flow;
    }

    private static String aal(ClientRequest request) {
        String wanted = request.query("aal");
        return switch (wanted == null ? "" : wanted) {
            case "", "aal1" -> "aal1";
            case "aal2" -> "aal2";
            default -> throw new ProblemException(new Problem.BadRequest("aal has to be aal1 or aal2."));
        };
    }

    private void noteSchema(ClientRequest request, Flow flow) {
        String wanted = request.query("identity_schema");
        if (wanted != null && !wanted.isEmpty()) {
            SchemaForms.note(flow, schemas.requireSelectable(wanted));
        }
    }

    private Uni<Offered> draw(ClientRequest request, Flow flow, @Nullable OpenSession session) {
        if (session == null && !flow.requestedAal().equals("aal2")) {
            flow.setRefresh(false);
        }
        Entry entry = Entry.of(flow.requestedAal(), flow.isRefresh(), session);
        switch (entry) {
            case Entry.Refused(Problem why) -> throw new ProblemException(why);
            case Entry.NotNeeded none -> throw new ProblemException(new Problem.SessionAlreadyAvailable());
            case Entry.First first -> {}
            case Entry.Confirm confirm -> {}
            case Entry.StepUp step -> {}
        }
        factory.bind(request, flow);
        IdentitySchemaForm schema = schemas.of(LoginForms.schemaId(flow));
        return drawing.begin(flow, schema, entry);
    }
}
