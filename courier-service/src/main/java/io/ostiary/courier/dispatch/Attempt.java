package io.ostiary.courier.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.courier.channel.Channels;
import io.ostiary.courier.channel.Delivery;
import io.ostiary.courier.channel.DeliveryFailure;
import io.ostiary.courier.message.MessageSeal;
import io.ostiary.courier.template.Letter;
import io.ostiary.courier.template.Letters;
import io.ostiary.courier.template.UnknownTemplateException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Attempts to send a message, and decides what follows. */
@Singleton
class Attempt {

    private static final Logger LOG = Logger.getLogger(Attempt.class);

    private final DispatchRules rules;
    private final Channels channels;
    private final Letters letters;
    private final MessageSeal seal;
    private final Duration lease;

    Attempt(DispatchRules rules, Channels channels, Letters letters, MessageSeal seal, Configuration configuration) {
        this.rules = rules;
        this.channels = channels;
        this.letters = letters;
        this.seal = seal;
        this.lease = configuration.duration("ostiary.courier.lease");
    }

    /** What came of it; completes on any thread, within half a lease, and doesn't fail. */
    Uni<Outcome> of(ClaimedMessage message) {
        return rules.before(message)
                .map(outcome -> Uni.createFrom().item(outcome))
                .orElseGet(() -> send(message));
    }

    private Uni<Outcome> send(ClaimedMessage message) {
        return Uni.createFrom()
                .deferred(() -> channels.send(message.channel(), draw(message)))
                .ifNoItem()
                .after(lease.dividedBy(2))
                .fail()
                .onItemOrFailure()
                .transform((sent, failure) -> outcome(message, failure));
    }

    private Outcome outcome(ClaimedMessage message, Throwable failure) {
        return switch (failure) {
            case null -> new Outcome.Sent();
            case DeliveryFailure known -> rules.after(message, known);
            case TimeoutException late ->
                rules.after(
                        message,
                        new DeliveryFailure(DeliveryFailure.Kind.UNKNOWN, "the provider did not answer in time"));
            case UnknownTemplateException unknown ->
                new Outcome.Abandoned(Outcome.Reason.REFUSED, unknown.getMessage());
            default -> {
                LOG.errorf(failure, "message %s can't be sent", message.id());
                yield rules.after(
                        message,
                        new DeliveryFailure(DeliveryFailure.Kind.REFUSED, "the message can't be drawn or handed over"));
            }
        };
    }

    private Delivery draw(ClaimedMessage message) {
        JsonNode data =
                Json.read(new String(seal.open(message.id(), message.data()), StandardCharsets.UTF_8), JsonNode.class);
        Letter letter = switch (message.type()) {
            case EMAIL -> letters.email(message.templateType(), data);
            case SMS -> letters.sms(message.templateType(), data);
        };
        return new Delivery(message.id(), message.recipient(), message.templateType(), letter, data);
    }
}
