package io.ostiary.flow.verification;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.secret.ClaimedElsewhere;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.OpensNothing;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.submission.Open;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.write.Event;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Ends a verification whose secret was right: in one transaction the secret is claimed, the flow passes, and
 * identity-service is told by an effect. A crash after it leaves the effect to the relay.
 */
@Singleton
class CompleteVerification {

    /** What came of a secret that was right. */
    sealed interface Outcome {}

    /** The address is proven. */
    record Passed() implements Outcome {}

    /** The address is proven, and a hook has answered. */
    record Instead(Answer answer) implements Outcome {}

    /** The address is proven, and a hook has something against it. */
    record Refused(List<Complaint> complaints) implements Outcome {}

    /** It proves nothing after all. */
    record Gone(Lost why) implements Outcome {}

    private final FlowRepository flows;
    private final PostgresSecrets secrets;
    private final ReturnAddresses addresses;
    private final AddressProofs proofs;
    private final PostgresPendingChanges pending;
    private final ApplyChange apply;
    private final Hooks hooks;
    private final Clock clock;

    CompleteVerification(
            FlowRepository flows,
            PostgresSecrets secrets,
            ReturnAddresses addresses,
            AddressProofs proofs,
            PostgresPendingChanges pending,
            ApplyChange apply,
            Hooks hooks,
            Clock clock) {
        this.flows = flows;
        this.secrets = secrets;
        this.addresses = addresses;
        this.proofs = proofs;
        this.pending = pending;
        this.apply = apply;
        this.hooks = hooks;
        this.clock = clock;
    }

    /** Claims the secret and passes the flow. A change that waits for the address is made. */
    Uni<Outcome> complete(Open open, OneTimeSecret secret, Method by) {
        return pending.find(open.flow().id())
                .chain(change -> whose(secret, change)
                        .map(identity -> moment(open, secret, by, identity))
                        .chain(moment -> pass(open, secret, by, change, moment)
                                .chain(identity -> end(open, by, identity, moment))))
                .onFailure(ClaimedElsewhere.class)
                .recoverWithItem(() -> new Gone(new Lost(Lost.How.CLAIMED, null)))
                .onFailure(OpensNothing.class)
                .recoverWithItem(() -> new Gone(new Lost(Lost.How.VOID, null)));
    }

    /** Whose address it is; a change that can't be made any more looks as one that was made before. */
    private Uni<Optional<IdentitySnapshot>> whose(OneTimeSecret secret, Optional<PendingChange> change) {
        return change.isEmpty()
                ? proofs.refuseVoid(secret)
                : apply.wouldBe(change.get()).invoke(wouldBe -> {
                    if (wouldBe.isEmpty()) {
                        throw new ClaimedElsewhere();
                    }
                });
    }

    /** What hooks are told; none where nobody is. They are passed over for no reason, so without the identity nothing goes on. */
    private Optional<Moment.Written> moment(
            Open open, OneTimeSecret secret, Method by, Optional<IdentitySnapshot> identity) {
        if (!hooks.follow(FlowKind.VERIFICATION, by.name().wire())) {
            return Optional.empty();
        }
        IdentityBody body = identity.map(IdentitySnapshot::body)
                .map(found -> Proven.in(found, secret, clock.instant()))
                .orElseThrow(() -> new ProblemException(new Problem.Unavailable(
                        "A part of the system did not answer in time.", Duration.ofSeconds(1))));
        return Optional.of(written(open, by, body));
    }

    private static Moment.Written written(Open open, Method by, IdentityBody body) {
        return new Moment.Written(open, by.name().wire(), body, body, null, null);
    }

    private Uni<Optional<IdentitySnapshot>> pass(
            Open open,
            OneTimeSecret secret,
            Method by,
            Optional<PendingChange> change,
            Optional<Moment.Written> moment) {
        Attempt attempt = open.attempt();
        show(open, secret, by.group());
        return flows.decide(
                        open.flow(),
                        session -> secrets.claim(session, secret, attempt.id())
                                .chain(() -> remove(session, change))
                                .chain(() -> keep(session, moment)),
                        List.of(event(open.flow(), owner(secret)), proofs.effect(attempt, secret)))
                .call(() -> make(attempt, change))
                .chain((List<PendingEffect> effects) -> proofs.tell(attempt, secret, effects));
    }

    /** The form of a flow that has passed is a mere way on. */
    private void show(Open open, OneTimeSecret secret, NodeGroup group) {
        Flow flow = open.flow();
        String onward =
                addresses.of(flow, addresses.afterIfConfigured("verification").orElseGet(addresses::byDefault));
        flow.ui().endAt(onward);
        flow.moveTo(FlowState.PASSED_CHALLENGE);
        flow.belongsTo(owner(secret));
        if (flow.isNative()) {
            flow.ui().setCsrf("");
        } else {
            flow.bindTo(open.request().inbound().csrfToken());
        }
        flow.ui().setMessage(doneText(secret).plain());
        flow.ui().nodes().append(wayOn(onward, group));
    }

    private static Text doneText(OneTimeSecret secret) {
        return "sms".equals(secret.via()) ? Text.VERIFICATION_PHONE_DONE : Text.VERIFICATION_EMAIL_DONE;
    }

    private static Node wayOn(String address, NodeGroup group) {
        return Node.of(
                group,
                Attributes.anchor("continue", address, Text.LABEL_CONTINUE.plain()),
                Text.LABEL_CONTINUE.plain());
    }

    private static UUID owner(OneTimeSecret secret) {
        return Objects.requireNonNull(secret.identityId(), "a secret of nobody proves nothing");
    }

    private Uni<Void> remove(Mutiny.Session session, Optional<PendingChange> change) {
        return change.isPresent()
                ? pending.remove(session, change.get().verificationFlowId())
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> keep(Mutiny.Session session, Optional<Moment.Written> moment) {
        return moment.isPresent()
                ? hooks.keeping(moment.get()).in(session)
                : Uni.createFrom().voidItem();
    }

    /** A crash before it leaves the account as it was; its owner changes the address again. */
    private Uni<Void> make(Attempt attempt, Optional<PendingChange> change) {
        return change.isPresent()
                ? apply.make(attempt.id(), change.get())
                : Uni.createFrom().voidItem();
    }

    private static Event event(Flow flow, UUID identityId) {
        return Event.of(new FlowCompleted(flow.id(), "verification", flow.active(), identityId));
    }

    /** Hooks see the identity as identity-service has it now; where it doesn't answer any more, as it will be. */
    private Uni<Outcome> end(
            Open open, Method by, Optional<IdentitySnapshot> identity, Optional<Moment.Written> moment) {
        if (moment.isEmpty()) {
            return Uni.createFrom().item(new Passed());
        }
        Moment.Written now = identity.map(found -> written(open, by, found.body())).orElseGet(moment::get);
        return hooks.after(now).map(verdict -> switch (verdict) {
            case Verdict.Go go -> new Passed();
            case Verdict.GoWith with -> new Passed();
            case Verdict.Refuse(var complaints) -> new Refused(complaints);
            case Verdict.Instead(Answer other) -> new Instead(other);
        });
    }
}
