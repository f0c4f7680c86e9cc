package io.ostiary.flow.registration;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Secret;
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

        /** The address to return to, with the code that an app exchanges for its session. */
        static String with(String returnTo, Optional<String> code) {
            return code.map(each -> ReturnAddresses.with(returnTo, "code", each))
                    .orElse(returnTo);
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

    EndRegistration(
            CarryOutVerification verification,
            SignIn signIn,
            Hooks hooks,
            Decisions decisions,
            PostgresExchange exchange,
            CurrentSession current,
            ReturnAddresses addresses,
            BackToServer toServer) {
        this.verification = verification;
        this.signIn = signIn;
        this.hooks = hooks;
        this.decisions = decisions;
        this.exchange = exchange;
        this.current = current;
        this.addresses = addresses;
        this.toServer = toServer;
    }

    /**
     * Ends it.
     *
     * @param csrfCookie the anti-forgery token of the browser from now on; null for native apps
     * @return null when the identity is inactive, as a hook can make it: nobody is signed in
     */
    Uni<@Nullable Answer> registration(
            Open open,
            MethodName method,
            NewIdentity wanted,
            Registrations.Created created,
            @Nullable String csrfCookie) {
        return verification
                .carryOut(created.effects())
                .map(begun -> moment(open, method, created, begun.orElse(null)))
                .call(this::store)
                .call(() -> hooks.follow(created.effects()))
                .chain(moment -> hooks.after(moment)
                        .chain(verdict -> verdict instanceof Verdict.Instead(Answer other)
                                ? Uni.createFrom().item(other)
                                : goOn(moment, method, wanted, created, csrfCookie)));
    }

    /** No hook has anything against it: the person is signed in where that is configured. */
    private Uni<@Nullable Answer> goOn(
            Moment.Written moment,
            MethodName method,
            NewIdentity wanted,
            Registrations.Created created,
            @Nullable String csrfCookie) {
        Open open = moment.open();
        if (!moment.after().isActive()) {
            return Uni.createFrom().nullItem();
        }
        return session(open, method, wanted, created)
                .map(issued -> new Ended(open, moment, csrfCookie, issued.orElse(null)))
                .chain(ended -> complete(ended).chain(code -> usual(ended, code)));
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

    private Uni<Void> store(Moment.Written moment) {
        Flow flow = moment.open().flow();
        flow.setActive(moment.method());
        flow.ui().clearMessages();
        List<Consequence> all = new ArrayList<>();
        all.add(Event.of(new FlowCompleted(
                flow.id(), "registration", flow.active(), moment.after().id())));
        all.addAll(hooks.written(moment));
        return decisions.last(flow, hooks.keeping(moment), all);
    }

    /** @return the code that an app exchanges for its session; empty when it waits for none */
    private Uni<Optional<String>> complete(Ended ended) {
        return ended.issued() == null
                ? Uni.createFrom().item(Optional.empty())
                : exchange.complete(ended.open().flow(), ended.issued().requireToken());
    }

    private Uni<Answer> usual(Ended ended, Optional<String> code) {
        String returnTo = addresses.of(
                ended.flow(), addresses.after("registration", ended.flow().active()));
        List<ContinueWith> next = hooks.next(ended.moment());
        // An OAuth2 server that asked for the sign-up waits until the address is verified, where that comes next.
        return page(next).isPresent()
                ? Uni.createFrom().item(answer(ended, returnTo, next, code))
                : toServer.accept(ended.flow(), ended.moment().after().id(), ended.issued())
                        .map(onward -> answer(ended, onward.orElse(returnTo), next, code));
    }

    private Answer answer(Ended ended, String returnTo, List<ContinueWith> next, Optional<String> code) {
        Flow flow = ended.flow();
        if (!flow.isNative()) {
            ended.open()
                    .request()
                    .inbound()
                    .setCsrfCookie(Objects.requireNonNull(ended.csrfCookie(), "browsers have one"));
            if (ended.issued() != null) {
                current.giveTo(ended.open().request(), ended.issued());
            }
            if (!ended.open().request().readsOutcome()) {
                return Answers.seeOther(page(next).orElse(returnTo));
            }
        }
        if (flow.isNative() && ended.open().request().isBack()) {
            return Answers.seeOther(Ended.with(returnTo, code));
        }
        return signedUp(ended, returnTo, next);
    }

    /** Where a browser goes for what comes next. */
    private static Optional<String> page(List<ContinueWith> next) {
        return next.stream()
                .filter(ContinueWith.ShowVerification.class::isInstance)
                .map(each -> ((ContinueWith.ShowVerification) each).begun().url())
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Answer signedUp(Ended ended, String returnTo, List<ContinueWith> hooked) {
        boolean isNative = ended.open().flow().isNative();
        List<ContinueWith> next = new ArrayList<>();
        if (!isNative) {
            next.add(new ContinueWith.RedirectBrowserTo(returnTo));
        }
        next.addAll(hooked);
        Secret token = isNative && ended.issued() != null ? ended.issued().token() : null;
        if (token != null) {
            next.add(new ContinueWith.SetSessionToken(token));
        }
        return new Answer.SignedUp(
                token,
                ended.issued() == null
                        ? null
                        : (ObjectNode) Json.tree(ended.issued().session()),
                (ObjectNode) Json.tree(ended.moment().after()),
                next.isEmpty() ? NullNode.getInstance() : ContinueWith.list(next));
    }
}
