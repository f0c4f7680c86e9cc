package io.ostiary.flow.login;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.exchange.PostgresExchange;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.oauth2.LoginChallenges;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.RequiredLevel;
import io.ostiary.flow.step.ContinueWith;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.submission.Decisions;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.SignIn;
import io.ostiary.internal.session.Sessions;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Event;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Ends a login that has its session: flow, event and effects in one transaction, then the answer. */
@Singleton
class EndLogin {

    private final Decisions decisions;
    private final Hooks hooks;
    private final PostgresExchange exchange;
    private final CurrentSession current;
    private final ReturnAddresses addresses;
    private final RequiredLevel level;
    private final BackToServer toServer;

    EndLogin(
            Decisions decisions,
            Hooks hooks,
            PostgresExchange exchange,
            CurrentSession current,
            ReturnAddresses addresses,
            RequiredLevel level,
            BackToServer toServer) {
        this.decisions = decisions;
        this.hooks = hooks;
        this.exchange = exchange;
        this.current = current;
        this.addresses = addresses;
        this.level = level;
        this.toServer = toServer;
    }

    /**
     * Ends it, once the OAuth2 server that asked for the login, if one did, has accepted it.
     *
     * @param issued the session as the answer shows it
     */
    Uni<Answer> login(SignIn.Signed.In in, Sessions.Issued issued, FlowState before) {
        return toServer.accept(in).chain(onward -> login(in.open(), in.proof(), issued, before, onward));
    }

    private Uni<Answer> login(
            Open open, Proof proof, Sessions.Issued issued, FlowState before, Optional<String> onward) {
        Flow flow = open.flow();
        String returnTo = returnTo(open, issued);
        flow.ui().clearMessages();
        if (!flow.isRefresh() && before != FlowState.SENT_EMAIL) {
            flow.ui().nodes().setValue(IdentifierStep.IDENTIFIER, Json.tree(""));
        }
        Moment.Written moment = written(open, proof, issued);
        return decisions
                .last(flow, hooks.keeping(moment), consequences(moment, proof))
                .chain(() -> exchange.complete(flow, issued.requireToken()))
                .chain(code -> hooks.after(moment)
                        .map(verdict -> verdict instanceof Verdict.Instead(Answer other)
                                ? other
                                : answer(open, issued, returnTo, code, onward)));
    }

    /** Who signed in is signed in, also where the address that they wanted to go to is refused. */
    private String returnTo(Open open, Sessions.Issued issued) {
        Flow flow = open.flow();
        try {
            return addresses.of(flow, addresses.after("login", flow.active()));
        } catch (ProblemException e) {
            if (!flow.isNative()) {
                giveSession(open, issued);
            }
            throw e;
        }
    }

    private static Moment.Written written(Open open, Proof proof, Sessions.Issued issued) {
        return new Moment.Written(
                open,
                Objects.requireNonNull(open.flow().active(), "a method has ended the flow"),
                proof.identity().body(),
                issued.requireIdentity(),
                issued.requireSession().id(),
                null,
                issued.session());
    }

    private List<Consequence> consequences(Moment.Written moment, Proof proof) {
        Flow flow = moment.open().flow();
        List<Consequence> all = new ArrayList<>();
        all.add(Event.of(new FlowCompleted(
                flow.id(), "login", flow.active(), moment.after().id())));
        all.addAll(proof.after());
        all.addAll(hooks.written(moment));
        return all;
    }

    private Answer answer(
            Open open, Sessions.Issued issued, String returnTo, Optional<String> code, Optional<String> onward) {
        if (open.flow().isNative()) {
            return open.request().isBack() && code.isPresent()
                    ? Answers.seeOther(ReturnAddresses.with(returnTo, "code", code.get()))
                    : nativeAnswer(issued);
        }
        giveSession(open, issued);
        if (!level.isMet(issued)) {
            return onToSecondFactor(open);
        }
        if (!open.request().readsOutcome()) {
            return Answers.seeOther(onward.orElse(returnTo));
        }
        if (onward.isPresent()) {
            return Answers.problemAsJson(new Problem.LocationChangeRequired(onward.get()));
        }
        return new Answer.SignedIn(
                null,
                (ObjectNode) Json.tree(issued.session()),
                ContinueWith.list(List.of(new ContinueWith.RedirectBrowserTo(returnTo))));
    }

    private void giveSession(Open open, Sessions.Issued issued) {
        if (open.session() == null) {
            // A session that is only confirmed leaves the browser's open forms usable.
            open.request().inbound().renewCsrfCookie();
        }
        current.giveTo(open.request(), issued);
    }

    /** A session that lacks a factor doesn't tell whose it is: it may have been phished (contract). */
    private Answer nativeAnswer(Sessions.Issued issued) {
        ObjectNode session = (ObjectNode) Json.tree(issued.session());
        if (!level.isMet(issued)) {
            session.putNull("identity");
        }
        return new Answer.SignedIn(issued.token(), session, NullNode.getInstance());
    }

    private Answer onToSecondFactor(Open open) {
        String plain = level.login(ReturnAddresses.queryOf(open.flow().requestUrl(), "return_to"));
        String login = LoginChallenges.of(open.flow())
                .map(challenge -> ReturnAddresses.with(plain, LoginChallenges.PARAMETER, challenge))
                .orElse(plain);
        return open.request().isJson()
                ? Answers.problemAsJson(new Problem.LocationChangeRequired(login))
                : Answers.seeOther(login);
    }
}
