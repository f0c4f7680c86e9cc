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
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.oauth2.LoginChallenges;
import io.ostiary.flow.oauth2.LoginRequest;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.PendingLink;
import io.ostiary.flow.submission.Open;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;
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
    private final LoginChallenges challenges;
    private final Hooks hooks;

    BeginLogin(
            FlowFactory factory,
            FlowRepository flows,
            CurrentSession current,
            SchemaForms schemas,
            PostgresExchange exchange,
            LoginForms drawing,
            LoginChallenges challenges,
            Hooks hooks) {
        this.factory = factory;
        this.flows = flows;
        this.current = current;
        this.schemas = schemas;
        this.exchange = exchange;
        this.drawing = drawing;
        this.challenges = challenges;
        this.hooks = hooks;
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
     * @param asked what an OAuth2 server asks for; null: none does
     * @return with what can begin at once; fails with {@link Problem.SessionAlreadyAvailable} when the client is signed in and asks for nothing more,
     *     and with {@link LoginHeld} when a hook doesn't let it begin
     */
    Uni<Begun> begin(ClientRequest request, FlowType type, @Nullable LoginRequest asked) {
        Flow flow = factory.begin(FlowKind.LOGIN, type, request);
        flow.requestAal(aal(request));
        flow.setRefresh(request.queryIsTrue("refresh") || asked != null && !asked.skip());
        if (asked != null) {
            challenges.begin(flow, asked);
        }
        noteSchema(request, flow);
        return current.find(request)
                .chain(session -> draw(request, flow, session).map(offered -> new Begun(flow, session, offered.only())))
                .call(begun -> ask(request, flow, begun.session()))
                .invoke(() -> exchange.announce(request, flow))
                .call(() -> flows.add(flow))
                .call(() -> exchange.open(flow));
    }

    /** A flow in place of one that expired, with the message that tells so. */
    public Uni<Flow> replace(ClientRequest request, Flow expired) {
        Flow flow = like(expired, factory.requestUrlInPlaceOf(expired, request));
        return current.find(request)
                .call(session -> draw(request, flow, session))
                .chain(session -> ask(request, flow, session))
                .invoke(() -> flow.ui().addMessage(expired.expiredText(Text.LOGIN_EXPIRED)))
                .chain(() -> flows.add(flow));
    }

    /** A flow in place of one that can't go on, with a message. */
    Uni<Flow> startOver(Open open, UiText why) {
        Flow flow = like(open.flow(), open.flow().requestUrl());
        return draw(open.request(), flow, open.session())
                .chain(() -> ask(open.request(), flow, open.session()))
                .invoke(() -> flow.ui().addMessage(why))
                .chain(() -> flows.add(flow));
    }

    private Uni<Void> ask(ClientRequest request, Flow flow, @Nullable OpenSession session) {
        Moment.Begins moment = new Moment.Begins(request, flow, session == null ? null : session.session());
        return hooks.begins(moment)
                .invoke(verdict -> {
                    if (!(verdict instanceof Verdict.Go)) {
                        throw new LoginHeld(flow, new Problem.NotFound(null));
                    }
                })
                .onFailure(e -> e instanceof ProblemException && !(e instanceof LoginHeld))
                .transform(e -> new LoginHeld(flow, ((ProblemException) e).problem()))
                .replaceWithVoid();
    }

    /**
     * A flow that goes on with what a sign-up hands over, stored.
     *
     * @param note writes into it what it goes on with, before its form is drawn
     */
    Uni<Flow> insteadOf(Open signUp, Consumer<Flow> note) {
        Flow old = signUp.flow();
        Flow flow = factory.begin(old.generation(), FlowKind.LOGIN, old.type(), old.requestUrl());
        flow.requestAal(Factor.FIRST.aal());
        flow.setReturnTo(old.returnTo());
        SchemaForms.note(flow, LoginForms.schemaId(old));
        LoginChallenges.keepOf(old, flow);
        note.accept(flow);
        return draw(signUp.request(), flow, null)
                .chain(() -> ask(signUp.request(), flow, null))
                .chain(() -> exchange.move(old, flow))
                .chain(() -> flows.add(flow));
    }

    private Flow like(Flow other, String requestUrl) {
        Flow flow = factory.begin(other.generation(), FlowKind.LOGIN, other.type(), requestUrl);
        flow.requestAal(other.requestedAal());
        flow.setRefresh(other.isRefresh());
        flow.setReturnTo(other.returnTo());
        SchemaForms.note(flow, LoginForms.schemaId(other));
        LoginChallenges.keepOf(other, flow);
        PendingLink.of(other).ifPresent(link -> link.keepIn(flow));
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
        if (session == null && !"aal2".equals(flow.requestedAal())) {
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
