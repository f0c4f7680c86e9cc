package io.ostiary.inbox.mail;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * A mail that is kept.
 *
 * @param id its id here
 * @param received when it came
 * @param read whether somebody has looked at it
 * @param returnPath who sent it, by the envelope
 * @param raw as it came
 * @param content what stands in it
 */
public record Mail(String id, Instant received, boolean read, String returnPath, Buffer raw, Content content) {

    Mail marked(boolean isRead) {
        return new Mail(id, received, isRead, returnPath, raw, content);
    }

    /** Size as it came, in bytes. */
    public int size() {
        return raw.length();
    }
}
