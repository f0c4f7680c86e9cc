package io.ostiary.inbox.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.inbox.mail.Content;
import io.ostiary.inbox.mail.Mail;
import io.ostiary.inbox.mail.Mailbox;
import io.ostiary.inbox.mail.Part;
import io.ostiary.inbox.mail.Person;
import java.util.List;

/** Mailpit's JSON: capitals inside a message, none around it. */
final class Shapes {

    static final ObjectMapper JSON = new ObjectMapper();

    /** What the API says it is: helpers look at it for what they can ask for. */
    static final String VERSION = "v1.33.1-ostiary";

    private Shapes() {}

    /** A page of the list. */
    static ObjectNode list(Mailbox mailbox, List<Mail> fitting, int start, int limit) {
        ObjectNode list = JSON.createObjectNode();
        List<Mail> page = fitting.stream().skip(start).limit(limit).toList();
        list.put("total", mailbox.size());
        list.put("unread", mailbox.unread());
        list.put("count", page.size());
        list.put("messages_count", fitting.size());
        list.put(
                "messages_unread", fitting.stream().filter(each -> !each.read()).count());
        list.put("start", start);
        list.putArray("tags");
        ArrayNode messages = list.putArray("messages");
        page.forEach(each -> messages.add(summary(each)));
        return list;
    }

    /** A mail as the list shows it. */
    static ObjectNode summary(Mail mail) {
        Content content = mail.content();
        ObjectNode json = people(mail);
        json.put("Read", mail.read());
        json.put("Subject", content.subject());
        json.put("Created", mail.received().toString());
        json.put("Size", mail.size());
        json.put("Attachments", content.attachments().size());
        json.put("Snippet", content.snippet());
        json.put("Username", "");
        json.putArray("Tags");
        return json;
    }

    /** A mail with all of its parts. */
    static ObjectNode message(Mail mail) {
        Content content = mail.content();
        ObjectNode json = people(mail);
        json.put("ReturnPath", mail.returnPath());
        json.put("Subject", content.subject());
        json.put("Date", mail.received().toString());
        json.put("Text", content.text());
        json.put("HTML", content.html());
        json.put("Size", mail.size());
        json.put("Username", "");
        json.putArray("Tags");
        ObjectNode unsubscribe = json.putObject("ListUnsubscribe");
        unsubscribe.put("Header", "").put("Errors", "").put("HeaderPost", "").putArray("Links");
        parts(json.putArray("Inline"), content.inline());
        parts(json.putArray("Attachments"), content.attachments());
        return json;
    }

    static ObjectNode headers(Mail mail) {
        ObjectNode json = JSON.createObjectNode();
        mail.content().headers().forEach((name, values) -> {
            ArrayNode all = json.putArray(name);
            values.forEach(all::add);
        });
        return json;
    }

    static ObjectNode info(Mailbox mailbox) {
        ObjectNode json = JSON.createObjectNode();
        json.put("Version", VERSION);
        json.put("LatestVersion", VERSION);
        json.put("Database", "memory");
        json.put("DatabaseSize", 0);
        json.put("Messages", mailbox.size());
        json.put("Unread", mailbox.unread());
        json.putObject("Tags");
        json.putObject("RuntimeStats");
        return json;
    }

    private static ObjectNode people(Mail mail) {
        Content content = mail.content();
        ObjectNode json = JSON.createObjectNode();
        json.put("ID", mail.id());
        json.put("MessageID", content.messageId());
        json.set("From", person(content.people().from()));
        persons(json.putArray("To"), content.people().to());
        persons(json.putArray("Cc"), content.people().cc());
        persons(json.putArray("Bcc"), content.people().bcc());
        persons(json.putArray("ReplyTo"), content.people().replyTo());
        return json;
    }

    private static void persons(ArrayNode list, List<Person> persons) {
        persons.forEach(each -> list.add(person(each)));
    }

    private static ObjectNode person(Person person) {
        return JSON.createObjectNode().put("Name", person.name()).put("Address", person.address());
    }

    private static void parts(ArrayNode list, List<Part> parts) {
        for (Part part : parts) {
            list.add(JSON.createObjectNode()
                    .put("PartID", part.id())
                    .put("FileName", part.fileName())
                    .put("ContentType", part.contentType())
                    .put("ContentID", part.contentId())
                    .put("Size", part.content().length));
        }
    }
}
