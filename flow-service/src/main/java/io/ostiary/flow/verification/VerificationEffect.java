package io.ostiary.flow.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.message.Letter;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.step.BegunVerification;
import io.ostiary.internal.identity.BeginVerification;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.inbox.EffectHandler;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.ostiary.outbox.write.Outbox;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Carries out {@code verification.begin}: an identity got a new address. In one transaction: the
 * flow, its secret, and the effect that sends it. The flow is found by the result, which a repeated
 * delivery gets too.
 */
@ApplicationScoped
public class VerificationEffect implements EffectHandler {

    /** The payload that identity-service writes. */
    record Payload(IdentitySnapshot identity, List<CodeAddress> addresses, BeginVerification frame) {}

    private final FlowFactory factory;
    private final FlowRepository flows;
    private final VerificationFlows verifications;
    private final Letters letters;
    private final Outbox outbox;
    private final Answers answers;
    private final Map<String, List<PendingEffect>> afterCommit = new ConcurrentHashMap<>();

    VerificationEffect(
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

    @Override
    public String type() {
        return "verification.begin";
    }

    @Override
    public Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect) {
        Payload payload = effect.payload(Payload.class);
        CodeAddress address = payload.addresses().getFirst();
        Flow flow = flow(payload.frame());
        flow.belongsTo(payload.identity().id());
        VerificationMethod method = verifications.method();
        flow.setActive(method.name());
        return method.begin(session, flow, payload.identity(), address)
                .call(() -> flows.adding(flow).in(session))
                .chain(letter -> send(session, effect, letter))
                .replaceWith(() -> Json.tree(begun(flow, address)));
    }

    private Flow flow(BeginVerification frame) {
        Flow flow = factory.begin(FlowKind.VERIFICATION, FlowType.of(frame.flowType()), frame.requestUrl());
        flow.setReturnTo(frame.returnTo());
        flow.moveTo(FlowState.SENT_EMAIL);
        JsonNode csrf = frame.context() == null ? null : frame.context().get("csrf_token");
        if (csrf != null) {
            flow.bindSilentlyTo(csrf.asText());
        }
        return flow;
    }

    private Uni<Void> send(Mutiny.Session session, ReceivedEffect effect, Letter letter) {
        return outbox.append(session, List.of(letters.effect(effect.key() + "/message", letter)))
                .invoke(pending -> afterCommit.put(effect.key(), pending))
                .replaceWithVoid();
    }

    @Override
    public void carriedOut(ReceivedEffect effect) {
        List<PendingEffect> pending = afterCommit.remove(effect.key());
        if (pending != null) {
            letters.handOver(pending).subscribe().with(done -> {}, failure -> {});
        }
    }

    private BegunVerification begun(Flow flow, CodeAddress address) {
        String url = flow.isNative() ? null : answers.flowPage("verification", flow.id());
        return new BegunVerification(flow.id(), address.value(), url);
    }
}
