package io.ostiary.courier.message;

import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.contract.secret.Seal;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals what templates need, bound to the message's id, under the first of {@code secrets.cipher}
 * (else of {@code secrets.default}, else of {@code secrets.cookie}), whatever {@code
 * ciphers.algorithm} says: the column is nobody's interface. Messages that version 0.1.0 left in
 * the queue still open. Only an installation without any secret stores plain text.
 *
 * <p>The first byte of the column says how the rest is kept.
 */
@Singleton
public class MessageSeal {

    private static final byte PLAIN = 0;
    private static final byte SEALED = 3;

    private final boolean seals;
    private final Seal seal;
    private final EarlierMessages earlier;

    MessageSeal(Configuration configuration) {
        List<Secret> secrets = configuration.secrets("secrets.cipher");
        this.seals = !secrets.isEmpty();
        this.seal = new Seal("ostiary courier message data", secrets);
        this.earlier = new EarlierMessages(secrets);
    }

    /** Seals the data of a message. */
    public byte[] seal(UUID messageId, byte[] data) {
        byte[] kept = seals ? seal.seal(data, messageId.toString()) : data;
        return ByteBuffer.allocate(1 + kept.length)
                .put(seals ? SEALED : PLAIN)
                .put(kept)
                .array();
    }

    /**
     * Opens the data of a message.
     *
     * @throws IllegalStateException when no secret of the list opens it, or it belongs to another
     *     message
     */
    public byte[] open(UUID messageId, byte[] column) {
        byte[] kept = Arrays.copyOfRange(column, 1, column.length);
        Optional<byte[]> data = switch (column[0]) {
            case PLAIN -> Optional.of(kept);
            case SEALED -> seal.open(kept, messageId.toString());
            default -> earlier.open(column[0], messageId, kept);
        };
        return data.orElseThrow(
                () -> new IllegalStateException("no secret in secrets.cipher opens the data of message " + messageId));
    }
}
