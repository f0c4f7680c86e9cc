package io.ostiary.flow.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.FlowFactory;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.oauth2.LoginChallenges;
import io.ostiary.flow.step.BegunVerification;
import io.ostiary.flow.step.Sending;
import io.ostiary.internal.identity.BeginVerification;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.inbox.EffectHandler;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Carries out {@code verification.begin}: an identity got a new address. In one transaction: the flow, its secret, and
 * the effect that sends it. The flow is found by the result, which a repeated delivery gets too.
 */
@ApplicationScoped
public class VerificationEffect implements EffectHandler {

    /** The effect's type. */
    static final String TYPE = "verification.begin";

    /** The payload that identity-service writes. */
    record Payload(IdentitySnapshot identity, List<CodeAddress> addresses, BeginVerification frame) {}

    private final FlowFactory factory;
    private final KnownAddress known;
    private final Letters letters;
    private final Answers answers;

    /** By delivery, and not by effect: a repeat that is taken back must not touch what the first one left here. */
    private final Map<ReceivedEffect, List<PendingEffect>> uncommitted =
            Collections.synchronizedMap(new IdentityHashMap<>());

    VerificationEffect(FlowFactory factory, KnownAddress known, Letters letters, Answers answers) {
        this.factory = factory;
        this.known = known;
        this.letters = letters;
        this.answers = answers;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect) {
        Payload payload = effect.payload(Payload.class);
        CodeAddress address = payload.addresses().getFirst();
        Flow flow = flow(payload.frame());
        Sending sending = known.await(flow, payload.identity(), address);
        return known.write(session, flow, sending, nothing -> Uni.createFrom().voidItem(), effect.key() + "/message")
                .invoke(pending -> uncommitted.put(effect, pending))
                .replaceWith(() -> Json.tree(begun(flow, address)));
    }

    private Flow flow(BeginVerification frame) {
        Flow flow = factory.begin(
                Flow.generationIn(frame.context()),
                FlowKind.VERIFICATION,
                FlowType.of(frame.flowType()),
                frame.requestUrl());
        flow.setReturnTo(frame.returnTo());
        JsonNode csrf = frame.context() == null ? null : frame.context().get("csrf_token");
        if (csrf != null) {
            flow.bindSilentlyTo(csrf.asText());
        }
        if (frame.context() != null) {
            flow.takeLanguagesFrom(frame.context());
            LoginChallenges.keep(
                    flow, frame.context().path(LoginChallenges.PARAMETER).asText());
        }
        return flow;
    }

    @Override
    public void carriedOut(ReceivedEffect effect) {
        List<PendingEffect> pending = uncommitted.remove(effect);
        if (pending != null) {
            letters.handOverLater(pending);
        }
    }

    @Override
    public void takenBack(ReceivedEffect effect) {
        uncommitted.remove(effect);
    }

    private BegunVerification begun(Flow flow, CodeAddress address) {
        String url = flow.isNative() ? null : answers.flowPage(flow);
        return new BegunVerification(flow.id(), address.value(), url);
    }
}
