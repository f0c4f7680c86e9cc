package io.ostiary.courier.message;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.secret.DataSeal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.hibernate.reactive.mutiny.Mutiny;

/** Puts a message into the queue. */
@ApplicationScoped
public class QueueMessage {

    private final DataSeal seal;
    private final MessageSeal messageSeal;

    /**
     * @param seal opens data that was sealed for its way here
     * @param messageSeal seals it again, bound to its message
     */
    QueueMessage(DataSeal seal, MessageSeal messageSeal) {
        this.seal = seal;
        this.messageSeal = messageSeal;
    }

    /**
     * Queues the message in the session's transaction. {@linkplain Arrivals#ring Ring} after the
     * commit.
     *
     * @throws IllegalArgumentException when it lacks an id, a recipient, a template type or data,
     *     or goes by no known way
     */
    public Uni<Void> queue(Mutiny.Session session, NewMessage message) {
        if (message.messageId() == null
                || message.data() == null
                || isBlank(message.recipient())
                || isBlank(message.templateType())) {
            throw new IllegalArgumentException("a message needs an id, a recipient, a template type and data");
        }
        return session.persist(row(message));
    }

    private MessageRow row(NewMessage message) {
        MessageRow row = new MessageRow();
        row.id = message.messageId();
        row.type = MessageType.of(message.via()).wire();
        row.channel = row.type;
        row.recipient = message.recipient();
        row.templateType = message.templateType();
        row.data = messageSeal.seal(row.id, Json.text(seal.open(message.data())).getBytes(StandardCharsets.UTF_8));
        row.notAfter = message.notAfter();
        return row;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
