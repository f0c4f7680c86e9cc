package io.ostiary.flow.verification;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.events.FlowCompleted;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.secret.ClaimedElsewhere;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.outbox.write.Event;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Ends a verification whose secret was right: in one transaction the secret is claimed, the flow
 * passes, and identity-service is told by an effect. A crash after it leaves the effect to the
 * relay.
 */
@Singleton
public class CompleteVerification {

    private final FlowRepository flows;
    private final PostgresSecrets secrets;
    private final ReturnAddresses addresses;
    private final AddressProofs proofs;
    private final PostgresPendingChanges pending;
    private final ApplyChange apply;

    CompleteVerification(
            FlowRepository flows,
            PostgresSecrets secrets,
            ReturnAddresses addresses,
            AddressProofs proofs,
            PostgresPendingChanges pending,
            ApplyChange apply) {
        this.flows = flows;
        this.secrets = secrets;
        this.addresses = addresses;
        this.proofs = proofs;
        this.pending = pending;
        this.apply = apply;
    }

    /**
     * Claims the secret and passes the flow. A change that waits for the address is made.
     *
     * @return fails with {@link ClaimedElsewhere} when another attempt was first, or when the
     *     change can't be made any more, and with {@link io.ostiary.flow.secret.OpensNothing} when
     *     nobody has the address any more
     */
    public Uni<Flow> complete(
            ClientRequest request, Flow flow, Attempt attempt, OneTimeSecret secret, NodeGroup group) {
        return pending.find(flow.id())
                .call(change -> change.map(this::refuseVoid).orElseGet(() -> proofs.refuseVoid(secret)))
                .chain(change -> pass(request, flow, attempt, secret, group, change));
    }

    private Uni<Void> refuseVoid(PendingChange change) {
        return apply.canBeMade(change)
                .invoke(can -> {
                    if (!can) {
                        throw new ClaimedElsewhere();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Flow> pass(
            ClientRequest request,
            Flow flow,
            Attempt attempt,
            OneTimeSecret secret,
            NodeGroup group,
            Optional<PendingChange> change) {
        String onward =
                addresses.of(flow, addresses.afterIfConfigured("verification").orElseGet(addresses::byDefault));
        flow.ui().endAt(onward);
        flow.moveTo(FlowState.PASSED_CHALLENGE);
        flow.belongsTo(secret.identityId());
        if (flow.isNative()) {
            flow.ui().setCsrf("");
        } else {
            flow.bindTo(request.inbound().csrfToken());
        }
        flow.ui()
                .setMessage((secret.via().equals("sms") ? Text.VERIFICATION_PHONE_DONE : Text.VERIFICATION_EMAIL_DONE)
                        .plain());
        flow.ui()
                .nodes()
                .append(new Node(
                        "a",
                        group.wire(),
                        Attributes.anchor("continue", onward, Text.LABEL_CONTINUE.plain()),
                        List.of(),
                        new Node.Meta(Text.LABEL_CONTINUE.plain())));
        return flows.decide(
                        flow,
                        session -> secrets.claim(session, secret, attempt.id()).chain(() -> remove(session, change)),
                        List.of(event(flow, secret), proofs.effect(attempt, secret)))
                .call(() -> make(attempt, change))
                .call(effects -> proofs.tell(attempt, secret, effects))
                .replaceWith(flow);
    }

    private Uni<Void> remove(Mutiny.Session session, Optional<PendingChange> change) {
        return change.isPresent()
                ? pending.remove(session, change.get().verificationFlowId())
                : Uni.createFrom().voidItem();
    }

    /** A crash before it leaves the account as it was; its owner changes the address again. */
    private Uni<Void> make(Attempt attempt, Optional<PendingChange> change) {
        return change.isPresent()
                ? apply.make(attempt.id(), change.get())
                : Uni.createFrom().voidItem();
    }

    private static Event event(Flow flow, OneTimeSecret secret) {
        return Event.of(new FlowCompleted(flow.id(), "verification", flow.active(), secret.identityId()));
    }
}
