package io.ostiary.inbox.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A message, read.
 *
 * @param messageId its {@code Message-ID}, without brackets
 * @param people who wrote it to whom
 * @param subject its subject
 * @param text its plain text; may be empty
 * @param html its HTML; may be empty
 * @param parts its files
 * @param headers its header fields in order of their names, each with all values
 */
public record Content(
        String messageId,
        People people,
        String subject,
        String text,
        String html,
        List<Part> parts,
        Map<String, List<String>> headers) {

    private static final Pattern CODE = Pattern.compile("(?<![\\d.,#-])\\d{6}(?![\\d.,-])");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"')]+");
    private static final int SNIPPET = 250;

    /**
     * Who wrote it to whom.
     *
     * @param from writer
     * @param to recipients that all see
     * @param cc recipients of a copy
     * @param bcc recipients that nobody sees
     * @param replyTo where answers go
     */
    public record People(Person from, List<Person> to, List<Person> cc, List<Person> bcc, List<Person> replyTo) {

        public People {
            to = List.copyOf(to);
            cc = List.copyOf(cc);
            bcc = List.copyOf(bcc);
            replyTo = List.copyOf(replyTo);
        }

        /** All who may have got it. */
        public Stream<Person> recipients() {
            return Stream.of(to, cc, bcc).flatMap(List::stream);
        }
    }

    public Content {
        parts = List.copyOf(parts);
        headers = Map.copyOf(headers);
    }

    public List<Part> attachments() {
        return parts.stream().filter(each -> !each.isInline()).toList();
    }

    public List<Part> inline() {
        return parts.stream().filter(Part::isInline).toList();
    }

    /** The beginning of the text, on one line. */
    public String snippet() {
        String line = (text.isBlank() ? html.replaceAll("(?s)<style.*?</style>|<[^>]*>", " ") : text)
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() <= SNIPPET ? line : line.substring(0, SNIPPET) + "...";
    }

    /** The one-time code in it; the first number of six digits. */
    public Optional<String> code() {
        return first(CODE, subject).or(() -> first(CODE, LINK.matcher(text).replaceAll(" ")));
    }

    /** The link to press; the first one. */
    public Optional<String> link() {
        return first(LINK, text).map(each -> each.replaceFirst("[.,;:!?]+$", ""));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
