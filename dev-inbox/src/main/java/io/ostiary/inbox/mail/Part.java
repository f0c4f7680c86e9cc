package io.ostiary.inbox.mail;

/**
 * A file in a mail.
 *
 * @param id place in the message, such as {@code 2} or {@code 1.2}
 * @param fileName its name; may be empty
 * @param contentType its media type
 * @param contentId id by which HTML refers to it; empty when it does not
 * @param content its bytes
 */
public record Part(String id, String fileName, String contentType, String contentId, byte[] content) {

    public boolean isInline() {
        return !contentId.isEmpty();
    }
}
