package io.ostiary.identity.selfservice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.ServiceName;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.address.VerifiableAddress;
import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.IdentityRendering;
import io.ostiary.internal.effect.PendingEffectBody;
import io.ostiary.internal.identity.BeginVerification;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.Registrations;
import io.ostiary.outbox.write.Effect;
import io.ostiary.outbox.write.PendingEffect;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Begins the verification of new addresses: marks them as sent and writes the effect on
 * flow-service. One address at a time, because a person can follow only one; all of them where the
 * older behaviour is configured. Pure.
 */
@Singleton
public class VerificationBegin {

    /** The effect's type. */
    static final String TYPE = "verification.begin";

    private static final Set<String> FOR_CALLER = Set.of(TYPE, Registrations.REGISTERED, Changes.CHANGED);

    /**
     * A begun verification.
     *
     * @param identity with its addresses marked as sent
     * @param effect for flow-service; its snapshot shows the addresses as they were before
     */
    record Begun(Identity identity, Optional<Effect> effect) {}

    private final IdentityRendering rendering;
    private final boolean all;

    VerificationBegin(IdentityRendering rendering, Configuration configuration) {
        this.rendering = rendering;
        this.all = configuration
                .optionalBool("feature_flags.legacy_continue_with_verification_ui")
                .orElse(false);
    }

    /**
     * Begins with the addresses that {@code needed} names.
     *
     * @param frame null: nothing is begun
     */
    Begun begin(
            Identity identity,
            UUID attemptId,
            @Nullable BeginVerification frame,
            Predicate<VerifiableAddress> needed,
            Instant now) {
        List<VerifiableAddress> chosen = identity.verifiableAddresses().stream()
                .filter(needed)
                .limit(all ? Long.MAX_VALUE : 1)
                .toList();
        if (frame == null || chosen.isEmpty()) {
            return new Begun(identity, Optional.empty());
        }
        Effect effect = new Effect(
                ServiceName.FLOW,
                TYPE,
                attemptId + ":" + TYPE,
                identity.id().toString(),
                payload(identity, chosen, frame));
        return new Begun(marked(identity, chosen, now), Optional.of(effect));
    }

    private ObjectNode payload(Identity identity, List<VerifiableAddress> chosen, BeginVerification frame) {
        ArrayNode addresses = Json.MAPPER.createArrayNode();
        chosen.forEach(each -> addresses.add(Json.object()
                .put("id", each.id().toString())
                .put("via", each.via().wire())
                .put("value", each.value())));
        ObjectNode payload = Json.object();
        payload.set("identity", Json.tree(rendering.snapshot(identity)));
        payload.set("addresses", addresses);
        payload.set("frame", Json.tree(frame));
        return payload;
    }

    private static Identity marked(Identity identity, List<VerifiableAddress> chosen, Instant now) {
        List<VerifiableAddress> addresses = new ArrayList<>();
        for (VerifiableAddress each : identity.verifiableAddresses()) {
            addresses.add(chosen.contains(each) ? each.sent(now) : each);
        }
        return new Identity(
                identity.id(),
                identity.version(),
                identity.schemaId(),
                identity.traits(),
                identity.state(),
                identity.stateChangedAt(),
                identity.metadataPublic(),
                identity.metadataAdmin(),
                identity.organizationId(),
                identity.externalId(),
                identity.credentials(),
                addresses,
                identity.recoveryAddresses(),
                identity.createdAt(),
                identity.updatedAt());
    }

    /** The effects among the pending ones that the caller has to run. */
    static List<PendingEffectBody> forCaller(List<PendingEffect> effects) {
        return effects.stream()
                .filter(each -> FOR_CALLER.contains(each.type()))
                .map(each -> new PendingEffectBody(
                        UUID.fromString(each.id()), each.service().wire(), each.type(), each.key(), each.payload()))
                .toList();
    }
}
