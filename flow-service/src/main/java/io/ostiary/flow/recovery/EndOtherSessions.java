package io.ostiary.flow.recovery;

import io.ostiary.call.ServiceName;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.message.Letters;
import io.ostiary.outbox.write.EffectDelivery;
import io.ostiary.outbox.write.PendingEffect;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Hands over what hooks wrote. What session-service has to do comes before the new session is issued, or nothing goes on:
 * if it came later, it would end the new one too.
 */
@Singleton
class EndOtherSessions {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final EffectDelivery delivery;
    private final Letters letters;

    EndOtherSessions(EffectDelivery delivery, Letters letters) {
        this.delivery = delivery;
        this.letters = letters;
    }

    /**
     * Hands the effects over.
     *
     * @return fails with {@link Problem.Unavailable} when session-service doesn't answer in time
     */
    Uni<Void> end(List<PendingEffect> effects) {
        Uni<?> done = letters.handOver(of(effects, ServiceName.COURIER));
        for (PendingEffect effect : of(effects, ServiceName.SESSION)) {
            done = done.chain(() -> deliver(effect));
        }
        return done.replaceWithVoid();
    }

    private static List<PendingEffect> of(List<PendingEffect> effects, ServiceName service) {
        return effects.stream().filter(effect -> effect.service() == service).toList();
    }

    private Uni<?> deliver(PendingEffect effect) {
        return delivery.deliver(effect, DEADLINE).onFailure().transform(e -> unavailable());
    }

    private static ProblemException unavailable() {
        return new ProblemException(
                new Problem.Unavailable("A part of the system did not answer in time.", Duration.ofSeconds(1)));
    }
}
