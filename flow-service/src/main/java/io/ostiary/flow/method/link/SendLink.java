package io.ostiary.flow.method.link;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.write.Consequence;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes a link, stores its token with the flow and sends it. An address that nobody has costs the
 * same work: a token is stored that nobody gets to know, and the answer doesn't wait for the
 * letter.
 */
@Singleton
class SendLink {

    private static final Logger LOG = Logger.getLogger(SendLink.class);

    /**
     * Where the link goes.
     *
     * @param typed the address that was asked for
     * @param identity whose it is; null: nobody's
     * @param address as it is stored; null: nobody's
     * @param tellUnknown whether an address that nobody has is told so
     */
    record To(String typed, IdentitySnapshot identity, CodeAddress address, boolean tellUnknown) {}

    private final LinkConfig config;
    private final LinkLetters texts;
    private final PostgresSecrets secrets;
    private final FlowRepository flows;
    private final Letters letters;
    private final Clock clock;

    SendLink(
            LinkConfig config,
            LinkLetters texts,
            PostgresSecrets secrets,
            FlowRepository flows,
            Letters letters,
            Clock clock) {
        this.config = config;
        this.texts = texts;
        this.secrets = secrets;
        this.flows = flows;
        this.letters = letters;
        this.clock = clock;
    }

    /** Stores the flow and a new token in place of earlier ones, and sends the link. */
    Uni<Void> send(Flow flow, UUID attemptId, Purpose purpose, To to) {
        String token = SecretTexts.random();
        Instant expiresAt = clock.instant().plus(config.lifespan());
        NewSecret secret = secret(flow, purpose, token, to, expiresAt);
        return flows.decide(
                        flow,
                        session ->
                                secrets.forget(session, flow.id(), purpose).chain(() -> secrets.add(session, secret)),
                        letter(flow, attemptId, to, token, expiresAt))
                .invoke(effects -> letters.handOver(effects)
                        .subscribe()
                        .with(done -> {}, e -> LOG.debugf("left to the relay: %s", e)))
                .replaceWithVoid();
    }

    private static NewSecret secret(Flow flow, Purpose purpose, String token, To to, Instant expiresAt) {
        return to.identity() == null
                ? new NewSecret(flow.id(), purpose, token, null, "email", to.typed(), expiresAt)
                : new NewSecret(
                        flow.id(),
                        purpose,
                        token,
                        to.identity().id(),
                        to.address().via(),
                        to.address().value(),
                        expiresAt);
    }

    private List<Consequence> letter(Flow flow, UUID attemptId, To to, String token, Instant expiresAt) {
        String key = attemptId + "/message";
        if (to.identity() != null) {
            return List.of(letters.effect(key, texts.valid(flow, to.identity(), to.address(), token, expiresAt)));
        }
        return to.tellUnknown() ? List.of(letters.effect(key, texts.invalid(flow, to.typed(), expiresAt))) : List.of();
    }
}
