package io.ostiary.inbox.page;

import io.ostiary.inbox.mail.Mail;
import io.ostiary.inbox.mail.Person;
import java.util.stream.Collectors;

/**
 * A mail in the list.
 *
 * @param id its id
 * @param to its recipients
 * @param subject its subject
 * @param time when it came, RFC 3339
 * @param code the one-time code in it; may be empty
 * @param state whether it is read, and shown
 */
public record Row(String id, String to, String subject, String time, String code, State state) {

    /**
     * State of a row.
     *
     * @param read whether the mail was read
     * @param current whether it is the one that is shown
     */
    public record State(boolean read, boolean current) {}

    static Row of(Mail mail, String shown) {
        String to = mail.content().people().recipients().map(Person::address).collect(Collectors.joining(", "));
        String subject = mail.content().subject();
        return new Row(
                mail.id(),
                to,
                subject.isBlank() ? "(no subject)" : subject,
                mail.received().toString(),
                mail.content().code().orElse(""),
                new State(mail.read(), mail.id().equals(shown)));
    }

    /** Time of day, for those without a script. */
    public String clock() {
        return time.length() >= 16 ? time.substring(11, 16) : time;
    }
}
