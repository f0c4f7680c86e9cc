package io.ostiary.inbox.mail;

import java.util.List;

/** What became of the mails; each is told to those who watch. */
public sealed interface Change {

    /** A mail came. */
    record Came(Mail mail) implements Change {}

    /** Some were marked as read or unread. */
    record Marked(List<String> ids, boolean read) implements Change {}

    /** Some were deleted. */
    record Deleted(List<String> ids) implements Change {}

    /** All were deleted. */
    record Emptied() implements Change {}

    /** The oldest made room. */
    record Pruned() implements Change {}
}
