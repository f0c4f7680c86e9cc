package io.ostiary.flow.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.exchange.PostgresExchange;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.step.BegunVerification;
import io.ostiary.flow.step.ContinueWith;
import io.ostiary.flow.step.NewIdentity;
import io.ostiary.flow.submission.Decisions;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.SignIn;
import io.ostiary.flow.verification.CarryOutVerification;
import io.ostiary.internal.identity.Registrations;
import io.ostiary.internal.session.Sessions;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Event;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a sign-up whose identity is there: verification, session, the flow, and the answer. */
@Singleton
class EndRegistration {

    /** What came of a sign-up. */
    private record Ended(
            Open open, Moment.Written moment, @Nullable String csrfCookie, Sessions.@Nullable Issued issued) {

        Flow flow() {
            return open.flow();
        }
    }

    private final CarryOutVerification verification;
    private final SignIn signIn;
    private final Hooks hooks;
    private final Decisions decisions;
    private final PostgresExchange exchange;
    private final CurrentSession current;
    private final ReturnAddresses addresses;
    private final BackToServer toServer;
    private final Clock clock;

    EndRegistration(
            CarryOutVerification verification,
            SignIn signIn,
            Hooks hooks,
            Decisions decisions,
            PostgresExchange exchange,
            CurrentSession current,
            ReturnAddresses addresses,
            BackToServer toServer,
            Clock clock) {
        this.verification = verification;
        this.signIn = signIn;
        this.hooks = hooks;
        this.decisions = decisions;
        this.exchange = exchange;
        this.current = current;
        this.addresses = addresses;
        this.toServer = toServer;
        this.clock = clock;
    }

    /**
     * Ends it.
     *
     * @param csrfCookie the anti-forgery token of the browser from now on; null for native apps
     */
    Uni<Answer> registration(
            Open open,
            MethodName method,
            NewIdentity wanted,
            Registrations.Created created,
            @Nullable String csrfCookie) {
        return verification
                .carryOut(created.effects())
                .map(begun -> moment(open, method, created, begun.orElse(null)))
                .chain(moment -> session(open, method, wanted, created)
                        .map(issued -> new Ended(open, moment, csrfCookie, issued.orElse(null))))
                .call(this::store)
                .chain(this::answer);
    }

    private static Moment.Written moment(
            Open open, MethodName method, Registrations.Created created, @Nullable BegunVerification begun) {
        return new Moment.Written(open, method.wire(), null, created.identity().body(), null, begun);
    }

    private Uni<Optional<Sessions.Issued>> session(
            Open open, MethodName method, NewIdentity wanted, Registrations.Created created) {
        return hooks.signIn(open.flow().kind(), method.wire())
                ? signIn.forNew(open, created.identity(), wanted.by())
                : Uni.createFrom().item(Optional.empty());
    }

    private Uni<Void> store(Ended ended) {
        Flow flow = ended.open().flow();
        flow.setActive(ended.moment().method());
        flow.ui().clearMessages();
        List<Consequence> all = new ArrayList<>();
        all.add(Event.of(new FlowCompleted(
                flow.id(), "registration", flow.active(), ended.moment().after().id())));
        all.addAll(hooks.written(ended.moment()));
        return decisions
                .last(flow, all)
                .chain(() -> ended.issued() == null
                        ? Uni.createFrom().voidItem()
                        : exchange.complete(flow, ended.issued().token()));
    }

    private Uni<Answer> answer(Ended ended) {
        return hooks.after(ended.moment())
                .chain(verdict -> verdict instanceof Verdict.Instead(Answer other)
                        ? Uni.createFrom().item(other)
                        : usual(ended));
    }

    private Uni<Answer> usual(Ended ended) {
        String returnTo = addresses.of(
                ended.flow(), addresses.after("registration", ended.flow().active()));
        List<ContinueWith> next = hooks.next(ended.moment());
        // An OAuth2 server that asked for the sign-up waits until the address is verified, where that comes next.
        return page(next).isPresent()
                ? Uni.createFrom().item(answer(ended, returnTo, next))
                : toServer.accept(ended.flow(), ended.moment().after().id(), ended.issued())
                        .map(onward -> answer(ended, onward.orElse(returnTo), next));
    }

    private Answer answer(Ended ended, String returnTo, List<ContinueWith> next) {
        Flow flow = ended.flow();
        if (!flow.isNative()) {
            ended.open().request().inbound().setCsrfCookie(ended.csrfCookie());
            if (ended.issued() != null) {
                current.giveTo(ended.open().request(), ended.issued(), clock.instant());
            }
            if (!ended.open().request().isJson()) {
                return Answers.seeOther(page(next).orElse(returnTo));
            }
        }
        return Answers.json(200, body(ended, returnTo, next));
    }

    /** Where a browser goes for what comes next. */
    private static Optional<String> page(List<ContinueWith> next) {
        return next.stream()
                .filter(ContinueWith.ShowVerification.class::isInstance)
                .map(each -> ((ContinueWith.ShowVerification) each).begun().url())
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static ObjectNode body(Ended ended, String returnTo, List<ContinueWith> hooked) {
        boolean isNative = ended.open().flow().isNative();
        List<ContinueWith> next = new ArrayList<>();
        if (!isNative) {
            next.add(new ContinueWith.RedirectBrowserTo(returnTo));
        }
        next.addAll(hooked);
        ObjectNode out = Json.object();
        if (ended.issued() != null) {
            if (isNative) {
                out.put("session_token", ended.issued().token().reveal());
                next.add(new ContinueWith.SetSessionToken(ended.issued().token()));
            }
            out.set("session", Json.tree(ended.issued().session()));
        }
        out.set("identity", Json.tree(ended.moment().after()));
        out.set("continue_with", next.isEmpty() ? Json.MAPPER.nullNode() : ContinueWith.list(next));
        return out;
    }
}
