package io.ostiary.flow.verification;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.step.BegunVerification;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.write.Outbox;
import io.ostiary.outbox.write.PendingEffect;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Begins the verification of an address because another flow can't go on without it. */
@Singleton
public class VerifyAddress {

    /**
     * What is verified, and why.
     *
     * @param cause the flow that waits for it
     * @param attemptId the submission that found it out
     */
    public record Wanted(Flow cause, UUID attemptId, IdentitySnapshot identity, CodeAddress address) {}

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final VerificationFlows verifications;
    private final Letters letters;
    private final Outbox outbox;
    private final Answers answers;

    VerifyAddress(
            FlowFactory factory,
            FlowRepository flows,
            VerificationFlows verifications,
            Letters letters,
            Outbox outbox,
            Answers answers) {
        this.factory = factory;
        this.flows = flows;
        this.verifications = verifications;
        this.letters = letters;
        this.outbox = outbox;
        this.answers = answers;
    }

    /** Begins it: the flow, its secret and the letter are written in one transaction. */
    public Uni<BegunVerification> begin(ClientRequest request, Wanted wanted) {
        return begin(request, wanted, (session, flow) -> Uni.createFrom().voidItem());
    }

    /**
     * As above.
     *
     * @param more what else is written in the transaction
     */
    public Uni<BegunVerification> begin(
            ClientRequest request, Wanted wanted, BiFunction<Mutiny.Session, Flow, Uni<Void>> more) {
        Flow flow = flow(request, wanted);
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> write(session, flow, wanted, more)))
                .invoke(outbox::committed)
                .call(letters::handOver)
                .replaceWith(() -> new BegunVerification(
                        flow.id(), wanted.address().value(), answers.flowPage("verification", flow.id())));
    }

    private Flow flow(ClientRequest request, Wanted wanted) {
        Flow cause = wanted.cause();
        Flow flow = factory.begin(FlowKind.VERIFICATION, cause.type(), cause.requestUrl());
        flow.setReturnTo(cause.returnTo());
        flow.moveTo(FlowState.SENT_EMAIL);
        flow.belongsTo(wanted.identity().id());
        flow.setTransientPayload(cause.transientPayload());
        flow.setActive(verifications.method().name());
        if (!flow.isNative()) {
            flow.bindSilentlyTo(request.inbound().csrfToken());
        }
        return flow;
    }

    private Uni<List<PendingEffect>> write(
            Mutiny.Session session, Flow flow, Wanted wanted, BiFunction<Mutiny.Session, Flow, Uni<Void>> more) {
        return verifications
                .method()
                .begin(session, flow, wanted.identity(), wanted.address())
                .call(() -> flows.adding(flow).in(session))
                .call(() -> more.apply(session, flow))
                .chain(letter ->
                        outbox.append(session, List.of(letters.effect(wanted.attemptId() + "/verification", letter))));
    }
}
