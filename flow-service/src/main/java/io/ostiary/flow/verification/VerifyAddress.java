package io.ostiary.flow.verification;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.step.BegunVerification;
import io.ostiary.flow.step.Sending;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.write.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
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
    private final KnownAddress known;
    private final Letters letters;
    private final Outbox outbox;
    private final Answers answers;

    VerifyAddress(FlowFactory factory, KnownAddress known, Letters letters, Outbox outbox, Answers answers) {
        this.factory = factory;
        this.known = known;
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
        Sending sending = known.await(flow, wanted.identity(), wanted.address());
        String key = wanted.attemptId() + "/verification";
        return Panache.withTransaction(() -> Panache.getSession()
                        .chain(session -> known.write(session, flow, sending, s -> more.apply(s, flow), key)))
                .invoke(outbox::committed)
                .call(letters::handOver)
                .replaceWith(
                        () -> new BegunVerification(flow.id(), wanted.address().value(), answers.flowPage(flow)));
    }

    private Flow flow(ClientRequest request, Wanted wanted) {
        Flow cause = wanted.cause();
        Flow flow = factory.begin(cause.generation(), FlowKind.VERIFICATION, cause.type(), cause.requestUrl());
        flow.setReturnTo(cause.returnTo());
        flow.setTransientPayload(cause.transientPayload());
        flow.setLanguages(cause.languages());
        factory.bind(request, flow);
        return flow;
    }
}
