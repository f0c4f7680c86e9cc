package io.ostiary.inbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.inbox.smtp.Envelope;
import io.vertx.core.buffer.Buffer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Makes a mail of what {@code POST /api/v1/send} is given. */
final class NewMail {

    private static final String UTF_8 = "UTF-8";

    private final JsonNode json;
    private final List<String> recipients = new ArrayList<>();

    private NewMail(JsonNode json) {
        this.json = json;
    }

    /**
     * @throws IllegalArgumentException saying what is missing
     */
    static Envelope of(JsonNode json) {
        try {
            return new NewMail(json).envelope();
        } catch (MessagingException | IOException e) {
            throw new IllegalArgumentException("no mail can be made of this: " + e.getMessage(), e);
        }
    }

    private Envelope envelope() throws MessagingException, IOException {
        String from = json.at("/From/Email").asText("");
        if (from.isEmpty()) {
            throw new IllegalArgumentException("From.Email is missing");
        }
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(person(json.path("From")));
        add(message, Message.RecipientType.TO, "To");
        add(message, Message.RecipientType.CC, "Cc");
        json.path("Bcc").forEach(each -> recipients.add(each.asText()));
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("To is missing");
        }
        message.setSubject(json.path("Subject").asText(""), UTF_8);
        body(message);
        for (Map.Entry<String, JsonNode> header : json.path("Headers").properties()) {
            message.setHeader(header.getKey(), header.getValue().asText());
        }
        message.saveChanges();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return new Envelope(from, recipients, Buffer.buffer(out.toByteArray()));
    }

    private void body(MimeMessage message) throws MessagingException {
        String text = json.path("Text").asText("");
        String html = json.path("HTML").asText("");
        if (html.isEmpty()) {
            message.setText(text, UTF_8);
            return;
        }
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, UTF_8);
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, UTF_8, "html");
        message.setContent(new MimeMultipart("alternative", plain, rich));
    }

    private void add(MimeMessage message, Message.RecipientType type, String key)
            throws MessagingException, UnsupportedEncodingException {
        for (JsonNode each : json.path(key)) {
            recipients.add(each.path("Email").asText());
            message.addRecipient(type, person(each));
        }
    }

    private static InternetAddress person(JsonNode json) throws UnsupportedEncodingException {
        return new InternetAddress(
                json.path("Email").asText(), json.path("Name").asText(""), UTF_8);
    }
}
