package io.ostiary.courier.message;

/**
 * What the admin sees of a message's content.
 *
 * @param subject its subject, or a word why it is not shown
 * @param body its text, or a word why it is not shown
 */
record ShownContent(String subject, String body) {

    /** Outside development content stays closed: it holds codes that open accounts. */
    static final ShownContent HIDDEN = new ShownContent("[hidden]", "[hidden outside development mode]");

    /** The data was blanked when the provider had accepted the message. */
    static final ShownContent GONE = new ShownContent("[removed]", "[removed after delivery]");
}
