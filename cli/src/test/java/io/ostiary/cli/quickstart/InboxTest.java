package io.ostiary.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class InboxTest {

    @Test
    void keepsThePlainTextOfAMailUntilItIsTaken() throws Exception {
        try (Inbox inbox = new Inbox(0, mail -> {})) {
            inbox.start();
            send(inbox.port(), "ada@example.org");
            assertThat(inbox.take("eve@example.org", Duration.ofMillis(100))).isEmpty();
            Inbox.Mail mail =
                    inbox.take("Ada@example.org", Duration.ofSeconds(5)).orElseThrow();
            assertThat(mail.subject()).isEqualTo("Grüße");
            assertThat(mail.text()).contains("Your code is 123456");
            assertThat(inbox.take("ada@example.org", Duration.ofMillis(100))).isEmpty();
        }
    }

    private static void send(int port, String to) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(port));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("no-reply@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject("Grüße", "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setContent("<p>Your code is <b>123456</b></p>", "text/html; charset=utf-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText("Your code is 123456", "utf-8");
        message.setContent(new MimeMultipart("alternative", plain, html));
        Transport.send(message);
    }
}
