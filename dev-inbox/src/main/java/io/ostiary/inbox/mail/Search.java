package io.ostiary.inbox.mail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mailpit's search words: {@code to:}, {@code from:}, {@code subject:}, {@code is:read}, {@code
 * has:attachment}, {@code before:} and the like; quotes keep words together, {@code -} or {@code !}
 * excludes; all words have to fit.
 */
public final class Search {

    private static final Pattern WORD = Pattern.compile("([-!]?)(?:([a-z-]+):)?(?:\"([^\"]*)\"|(\\S+))");

    private Search() {}

    /** What a query asks for. */
    public static Predicate<Mail> of(String query) {
        List<Predicate<Mail>> all = new ArrayList<>();
        Matcher words = WORD.matcher(query.toLowerCase(Locale.ROOT));
        while (words.find()) {
            String value = words.group(3) == null ? words.group(4) : words.group(3);
            Predicate<Mail> fits = word(words.group(2) == null ? "" : words.group(2), value);
            all.add(words.group(1).isEmpty() ? fits : fits.negate());
        }
        return mail -> all.stream().allMatch(each -> each.test(mail));
    }

    private static Predicate<Mail> word(String key, String value) {
        return switch (key) {
            case "to" -> mail -> any(mail.content().people().to(), value);
            case "cc" -> mail -> any(mail.content().people().cc(), value);
            case "bcc" -> mail -> any(mail.content().people().bcc(), value);
            case "from" -> mail -> any(List.of(mail.content().people().from()), value);
            case "reply-to" -> mail -> any(mail.content().people().replyTo(), value);
            case "addressed" ->
                mail -> any(mail.content().people().recipients().toList(), value)
                        || any(List.of(mail.content().people().from()), value);
            case "subject" -> mail -> has(mail.content().subject(), value);
            case "message-id" -> mail -> has(mail.content().messageId(), value);
            case "is" -> state(value);
            case "has" ->
                value.startsWith("attachment")
                        ? mail -> !mail.content().attachments().isEmpty()
                        : mail -> !mail.content().inline().isEmpty();
            case "before" -> mail -> day(value, Instant.MIN).isAfter(mail.received());
            case "after" -> mail -> !day(value, Instant.MAX).isAfter(mail.received());
            case "" -> mail -> anywhere(mail, value);
            default -> mail -> anywhere(mail, key + ":" + value);
        };
    }

    private static Predicate<Mail> state(String value) {
        return switch (value) {
            case "read" -> Mail::read;
            case "unread" -> mail -> !mail.read();
            default -> mail -> false;
        };
    }

    private static Instant day(String value, Instant otherwise) {
        try {
            return LocalDate.parse(value.replace('/', '-')).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }

    private static boolean anywhere(Mail mail, String value) {
        Content content = mail.content();
        return has(content.subject(), value)
                || has(content.text(), value)
                || has(content.html(), value)
                || any(List.of(content.people().from()), value)
                || any(content.people().recipients().toList(), value);
    }

    private static boolean any(List<Person> persons, String value) {
        return persons.stream().anyMatch(each -> has(each.address(), value) || has(each.name(), value));
    }

    private static boolean has(String text, String value) {
        return text.toLowerCase(Locale.ROOT).contains(value);
    }
}
