package io.ostiary.courier.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.outbox.inbox.EffectHandler;
import io.ostiary.outbox.inbox.ReceivedEffect;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Carries out {@code message.send}: queues the message. The effect's key makes it happen once. */
@ApplicationScoped
public class SendMessage implements EffectHandler {

    private final QueueMessage queue;
    private final Arrivals arrivals;

    SendMessage(QueueMessage queue, Arrivals arrivals) {
        this.queue = queue;
        this.arrivals = arrivals;
    }

    @Override
    public String type() {
        return "message.send";
    }

    @Override
    public Uni<JsonNode> handle(Mutiny.Session session, ReceivedEffect effect) {
        try {
            return queue.queue(session, effect.payload(NewMessage.class)).map(queued -> null);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().failure(new ProblemException(new Problem.BadRequest("The message is incomplete.")));
        }
    }

    @Override
    public void carriedOut(ReceivedEffect effect) {
        arrivals.ring();
    }
}
