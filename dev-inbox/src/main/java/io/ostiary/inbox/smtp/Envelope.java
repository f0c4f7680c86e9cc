package io.ostiary.inbox.smtp;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * A mail as it came.
 *
 * @param from address of {@code MAIL FROM}
 * @param recipients addresses of {@code RCPT TO}
 * @param content the message, header and body
 */
public record Envelope(String from, List<String> recipients, Buffer content) {

    public Envelope {
        recipients = List.copyOf(recipients);
    }
}
