package io.ostiary.courier.channel.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes header fields of a mail: text and names beyond ASCII as encoded words (RFC 2047), names as
 * display names before the address (RFC 5322 3.4). What is written is ASCII and can't end its line.
 */
final class MailHeaders {

    /** So many bytes make an encoded word of 72 characters; RFC 2047 2 allows 75. */
    private static final int BYTES_PER_WORD = 45;

    /** A longer name is written in words that may be folded; a line has 998 characters at most. */
    private static final int LONGEST_QUOTED = 200;

    private static final String FOLD = "\r\n ";

    /**
     * A mailbox of a list.
     *
     * @param name display name, may be empty
     * @param address what stands in the envelope
     */
    record Mailbox(String name, String address) {

        /** As it stands in a header. */
        String written() {
            return mailbox(name, address);
        }
    }

    private MailHeaders() {}

    /** The value of a field that holds a text, such as the subject. */
    static String text(String text) {
        String line = oneLine(text);
        return isAscii(line) && !line.contains("=?") && line.length() <= LONGEST_QUOTED ? line : words(line);
    }

    /**
     * A sender or recipient. Nothing but control characters is taken out of the name.
     *
     * @param name display name; empty or blank: none
     */
    static String mailbox(String name, String address) {
        String shown = oneLine(name);
        if (shown.isEmpty()) {
            return address;
        }
        boolean quotable = isAscii(shown) && !shown.contains("=?") && shown.length() <= LONGEST_QUOTED;
        return (quotable ? quoted(shown) : words(shown)) + " <" + address + ">";
    }

    /** A list of mailboxes, as they stand in a header. */
    static String mailboxes(List<Mailbox> all) {
        return all.stream().map(Mailbox::written).collect(Collectors.joining("," + FOLD));
    }

    /** Reads a list of mailboxes; a comma between quotes or in a comment parts nothing. */
    static List<Mailbox> read(String list) {
        List<Mailbox> all = new ArrayList<>();
        StringBuilder one = new StringBuilder();
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '\\' && i + 1 < list.length() && (quoted || depth > 0)) {
                one.append(c).append(list.charAt(++i));
                continue;
            }
            if (c == '"' && depth == 0) {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == ')')) {
                depth = Math.max(0, depth + (c == '(' ? 1 : -1));
            }
            if (c == ',' && !quoted && depth == 0) {
                add(all, one.toString());
                one.setLength(0);
            } else {
                one.append(c);
            }
        }
        add(all, one.toString());
        return List.copyOf(all);
    }

    private static void add(List<Mailbox> all, String text) {
        String one = oneLine(text);
        if (one.isEmpty()) {
            return;
        }
        int start = one.lastIndexOf('<');
        int end = one.lastIndexOf('>');
        if (start >= 0 && end > start) {
            all.add(new Mailbox(unquoted(one.substring(0, start).strip()), one.substring(start + 1, end)));
            return;
        }
        int comment = one.indexOf('(');
        all.add(
                comment > 0 && one.endsWith(")")
                        ? new Mailbox(
                                one.substring(comment + 1, one.length() - 1),
                                one.substring(0, comment).strip())
                        : new Mailbox("", one));
    }

    private static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1")
                : name;
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Encoded words, none of which splits a character (RFC 2047 5). */
    private static String words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int point : text.codePoints().toArray()) {
            // Half of a pair is no character; UTF-8 has no form for it.
            boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            String character = half ? "\uFFFD" : Character.toString(point);
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > BYTES_PER_WORD) {
                words.add(word(word.toString()));
                word.setLength(0);
                bytes = 0;
            }
            word.append(character);
            bytes += size;
        }
        words.add(word(word.toString()));
        return String.join(FOLD, words);
    }

    private static String word(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(each -> each < 128);
    }
}
