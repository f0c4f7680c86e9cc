package io.ostiary.inbox.page;

import io.ostiary.inbox.mail.Mail;
import io.ostiary.inbox.mail.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mail that is shown.
 *
 * @param row as in the list
 * @param from who wrote it
 * @param link the link to press; may be empty
 * @param view {@code html}, {@code text}, {@code headers} or {@code source}
 * @param body what the view shows, where it isn't HTML
 * @param files files in it
 * @param headers header fields
 */
public record Shown(Row row, String from, String link, String view, String body, List<File> files, List<File> headers) {

    /**
     * A name with a value: a file with its address, or a header field.
     *
     * @param name its name
     * @param value address or value
     */
    public record File(String name, String value) {}

    private static final List<String> VIEWS = List.of("html", "text", "headers", "source");

    static Shown of(Mail mail, String view) {
        boolean rich = !mail.content().html().isEmpty();
        String wanted = VIEWS.contains(view) ? view : rich ? "html" : "text";
        return new Shown(
                Row.of(mail, mail.id()),
                mail.content().people().from().shown(),
                mail.content().link().orElse(""),
                wanted.equals("html") && !rich ? "text" : wanted,
                wanted.equals("source") ? mail.raw().toString() : mail.content().text(),
                mail.content().parts().stream().map(part -> file(mail, part)).toList(),
                headers(mail));
    }

    public String to() {
        return row.to();
    }

    private static File file(Mail mail, Part part) {
        String name = part.fileName().isEmpty() ? part.contentType() : part.fileName();
        return new File(name, "/api/v1/message/" + mail.id() + "/part/" + part.id());
    }

    private static List<File> headers(Mail mail) {
        List<File> fields = new ArrayList<>();
        Map<String, List<String>> sorted = new TreeMap<>(mail.content().headers());
        sorted.forEach((name, values) -> values.forEach(value -> fields.add(new File(name, value))));
        return fields;
    }
}
