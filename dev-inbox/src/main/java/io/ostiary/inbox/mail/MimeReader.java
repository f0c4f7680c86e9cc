package io.ostiary.inbox.mail;

import io.ostiary.inbox.smtp.Envelope;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads a message (RFC 5322, MIME). What can't be read is left out; a mail is never lost for it. */
final class MimeReader {

    private static final int DEEPEST = 20;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final List<Part> parts = new ArrayList<>();

    private MimeReader() {}

    static Content read(Envelope envelope) {
        MimeReader reader = new MimeReader();
        try {
            Properties lenient = new Properties();
            lenient.setProperty("mail.mime.address.strict", "false");
            MimeMessage message = new MimeMessage(
                    Session.getInstance(lenient),
                    new ByteArrayInputStream(envelope.content().getBytes()));
            return reader.content(message, envelope);
        } catch (MessagingException e) {
            return unreadable(envelope);
        }
    }

    private static Content unreadable(Envelope envelope) {
        var people = new Content.People(
                new Person("", envelope.from()), List.of(), List.of(), persons(envelope.recipients()), List.of());
        String raw = envelope.content().toString();
        return new Content("", people, "(unreadable)", raw, "", List.of(), Map.of());
    }

    private Content content(MimeMessage message, Envelope envelope) throws MessagingException {
        walk(message, "1", 0);
        String id = message.getMessageID();
        String subject = message.getSubject();
        return new Content(
                id == null ? "" : id.replaceAll("^<|>$", ""),
                people(message, envelope),
                subject == null ? "" : subject,
                text.toString(),
                html.toString(),
                parts,
                headers(message));
    }

    private Content.People people(MimeMessage message, Envelope envelope) throws MessagingException {
        List<Person> from = persons(message.getFrom());
        List<Person> to = persons(message.getRecipients(Message.RecipientType.TO));
        List<Person> cc = persons(message.getRecipients(Message.RecipientType.CC));
        List<Person> named = new ArrayList<>(to);
        named.addAll(cc);
        // Whom only the envelope names got it unseen.
        List<Person> bcc = persons(envelope.recipients().stream()
                .filter(each -> named.stream().noneMatch(one -> one.address().equalsIgnoreCase(each)))
                .toList());
        return new Content.People(
                from.isEmpty() ? new Person("", envelope.from()) : from.getFirst(),
                to,
                cc,
                bcc,
                message.getHeader("Reply-To") == null ? List.of() : persons(message.getReplyTo()));
    }

    private void walk(jakarta.mail.Part part, String id, int depth) {
        try {
            Object content = part.getContent();
            if (content instanceof Multipart several && depth < DEEPEST) {
                for (int i = 0; i < several.getCount(); i++) {
                    BodyPart each = several.getBodyPart(i);
                    walk(each, depth == 0 ? Integer.toString(i + 1) : id + "." + (i + 1), depth + 1);
                }
            } else if (isText(part, "text/plain")) {
                text.append(content);
            } else if (isText(part, "text/html")) {
                html.append(content);
            } else {
                parts.add(file(part, id));
            }
        } catch (MessagingException | IOException e) {
            // The rest of the mail is worth showing.
            text.append("(a part of this mail can't be read)\n");
        }
    }

    private static boolean isText(jakarta.mail.Part part, String type) throws MessagingException {
        return part.isMimeType(type)
                && part.getFileName() == null
                && !jakarta.mail.Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    }

    private static Part file(jakarta.mail.Part part, String id) throws MessagingException, IOException {
        String name = part.getFileName();
        String[] contentId = part.getHeader("Content-ID");
        String type = part.getContentType().split(";", 2)[0].strip();
        byte[] bytes = part.getInputStream().readAllBytes();
        return new Part(
                id,
                name == null ? "" : name,
                type,
                contentId == null ? "" : contentId[0].replaceAll("^\\s*<|>\\s*$", ""),
                bytes);
    }

    private static Map<String, List<String>> headers(MimeMessage message) throws MessagingException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    private static List<Person> persons(Address @Nullable [] addresses) {
        List<Person> persons = new ArrayList<>();
        if (addresses != null) {
            for (Address each : addresses) {
                persons.add(
                        each instanceof InternetAddress internet
                                ? new Person(name(internet), internet.getAddress())
                                : new Person("", each.toString()));
            }
        }
        return persons;
    }

    private static String name(InternetAddress address) {
        String name = address.getPersonal();
        return name == null ? "" : name;
    }

    private static List<Person> persons(List<String> addresses) {
        return addresses.stream().map(each -> new Person("", each)).toList();
    }
}
