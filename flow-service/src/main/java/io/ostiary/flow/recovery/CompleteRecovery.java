package io.ostiary.flow.recovery;

import io.ostiary.call.Calls;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.secret.ClaimedElsewhere;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.OpensNothing;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.SignIn;
import io.ostiary.flow.submission.SignIn.Signed;
import io.ostiary.flow.verification.AddressProofs;
import io.ostiary.flow.verification.Proven;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.write.Consequence;
import io.ostiary.outbox.write.Event;
import io.ostiary.outbox.write.PendingEffect;
import io.ostiary.outbox.write.TransactionWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Signs in somebody whose secret was right. In one transaction the secret is claimed, the flow passes, and the effects on
 * other services are written; then they are delivered and a session is issued. A crash after the transaction leaves the
 * effects to the relay and the person to ask for another secret.
 */
@Singleton
class CompleteRecovery {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final FlowRepository flows;
    private final PostgresSecrets secrets;
    private final IdentityCalls identities;
    private final AddressProofs proofs;
    private final EndOtherSessions others;
    private final Hooks hooks;
    private final SignIn signIn;
    private final Clock clock;

    CompleteRecovery(
            FlowRepository flows,
            PostgresSecrets secrets,
            @RestClient IdentityCalls identities,
            AddressProofs proofs,
            EndOtherSessions others,
            Hooks hooks,
            SignIn signIn,
            Clock clock) {
        this.flows = flows;
        this.secrets = secrets;
        this.identities = identities;
        this.proofs = proofs;
        this.others = others;
        this.hooks = hooks;
        this.signIn = signIn;
        this.clock = clock;
    }

    /** Whose account a secret opens. */
    Uni<Outcome.OfSearch> whose(Opened opened) {
        return identity(opened)
                .map(identity -> judge(identity, opened.secret()))
                .onFailure(OpensNothing.class)
                .recoverWithItem(() -> gone(Lost.How.VOID, null));
    }

    private Uni<IdentitySnapshot> identity(Opened opened) {
        return Calls.within(identities.identity(owner(opened)), DEADLINE)
                .onFailure(e -> ProblemException.is(e, Problem.NotFound.class))
                .transform(e -> new OpensNothing());
    }

    private static UUID owner(Opened opened) {
        return Objects.requireNonNull(opened.secret().identityId(), "a secret of nobody opens nothing");
    }

    /**
     * A secret goes with its address: who took an address out of the account has to be safe from those who can read its
     * mail.
     */
    private static Outcome.OfSearch judge(IdentitySnapshot identity, OneTimeSecret secret) {
        boolean has = secret.address() == null || identity.body().hasRecoveryAddress(secret.via(), secret.address());
        if (!has) {
            return gone(Lost.How.VOID, null);
        }
        return identity.body().isActive()
                ? new Outcome.Known(identity)
                : gone(Lost.How.DISABLED, disabled(identity.id()));
    }

    private static Outcome.Gone gone(Lost.How how, @Nullable Problem told) {
        return new Outcome.Gone(new Lost(how, told));
    }

    private static Problem disabled(UUID identityId) {
        return new Problem.IdentityDisabled(true, Json.object().put("identity_id", identityId.toString()));
    }

    /**
     * Claims the secret and signs the person in.
     *
     * @param open of a client without a session: the new one takes no other's place
     */
    Uni<Outcome.OfRecovery> recover(Open open, RecoveryMethod by, Opened opened, IdentitySnapshot identity) {
        return pass(open, by, opened, identity)
                .call(effects -> tellProof(open, opened, effects))
                .call(others::end)
                .chain(effects -> proof(opened))
                .chain(proof -> askAndSign(open, by, opened, proof))
                .onFailure(ClaimedElsewhere.class)
                .recoverWithItem(() -> gone(Lost.How.CLAIMED, null))
                .onFailure(OpensNothing.class)
                .recoverWithItem(() -> gone(Lost.How.VOID, null));
    }

    private Uni<Outcome.OfRecovery> askAndSign(Open open, RecoveryMethod by, Opened opened, Proof proof) {
        return hooks.after(written(open, by, proof.identity().body()))
                .chain(verdict -> verdict instanceof Verdict.Go
                        ? signIn.with(open, proof, again -> prove(again, opened))
                                .map(signed -> outcome(signed, opened))
                        : Uni.createFrom().<Outcome.OfRecovery>item(new Outcome.Hooked(verdict)));
    }

    private static Moment.Written written(Open open, RecoveryMethod by, IdentityBody identity) {
        return new Moment.Written(open, by.method().name().wire(), identity, identity, null, null);
    }

    private Uni<List<PendingEffect>> pass(Open open, RecoveryMethod by, Opened opened, IdentitySnapshot identity) {
        Flow flow = open.flow();
        flow.ui().clearMessages();
        flow.moveTo(FlowState.PASSED_CHALLENGE);
        flow.belongsTo(identity.id());
        if (opened.byLink() || !flow.isNative()) {
            open.request().inbound().renewCsrfCookie();
            flow.bindTo(open.request().inbound().csrfToken());
        }
        Moment.Written moment = written(open, by, Proven.in(identity.body(), opened.secret(), clock.instant()));
        TransactionWork claiming = session -> claim(session, open, opened);
        return flows.decide(flow, claiming.then(hooks.keeping(moment)), consequences(open, opened, identity, moment));
    }

    /** An account is opened once: other secrets that the flow was sent are worthless then. */
    private Uni<Void> claim(Mutiny.Session session, Open open, Opened opened) {
        return secrets.claim(session, opened.secret(), open.attempt().id())
                .chain(() -> secrets.forget(session, open.flow().id()));
    }

    private List<Consequence> consequences(Open open, Opened opened, IdentitySnapshot identity, Moment.Written moment) {
        String method = RecoveryFacts.methodOf(open.flow()).wire();
        List<Consequence> all = new ArrayList<>();
        all.add(Event.of(new FlowCompleted(open.flow().id(), "recovery", method, identity.id())));
        if (provesAddress(open, opened)) {
            all.add(proofs.effect(open.attempt(), opened.secret()));
        }
        all.addAll(hooks.written(moment));
        return all;
    }

    /** Who got the secret holds the address; one that an operator handed over proves none. */
    private static boolean provesAddress(Open open, Opened opened) {
        return opened.secret().address() != null && open.flow().generation().recoveryProvesAddress();
    }

    private Uni<?> tellProof(Open open, Opened opened, List<PendingEffect> effects) {
        return provesAddress(open, opened)
                ? proofs.tell(open.attempt(), opened.secret(), effects)
                : Uni.createFrom().voidItem();
    }

    private Uni<Proof> proof(Opened opened) {
        return identity(opened)
                .map(identity -> Proof.of(identity, AuthenticationMethodBody.of(opened.by(), "aal1", clock.instant())));
    }

    /** Once more: what the attempt before had claimed was given back. */
    private Uni<Step<Proof>> prove(Open again, Opened opened) {
        return secrets.claim(opened.secret(), again.attempt().id())
                .chain(() -> proof(opened))
                .map(Step::done);
    }

    private static Outcome.OfRecovery outcome(Signed signed, Opened opened) {
        return switch (signed) {
            case Signed.In in -> new Outcome.SignedIn(in.open(), in.issued());
            case Signed.Disabled none -> gone(Lost.How.DISABLED, disabled(owner(opened)));
            case Signed.Otherwise other -> throw new IllegalStateException("a proof is made once more, or it fails");
        };
    }
}
