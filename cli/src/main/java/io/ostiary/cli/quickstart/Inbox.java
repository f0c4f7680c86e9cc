package io.ostiary.cli.quickstart;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server on loopback that keeps the last mails it got. */
public final class Inbox implements AutoCloseable {

    private static final int MOST_KEPT = 100;
    private static final int MOST_BYTES = 1 << 20;

    private final Deque<Mail> mails = new ArrayDeque<>();
    private final Consumer<Mail> listener;
    private final SMTPServer server;

    /**
     * A mail as its recipient sees it.
     *
     * @param recipient address that it was delivered to
     * @param subject its subject
     * @param text its plain text
     */
    public record Mail(String recipient, String subject, String text) {}

    /**
     * @param port port to listen on; 0 for a free one
     * @param listener hears of each mail, on a thread of the server
     */
    public Inbox(int port, Consumer<Mail> listener) {
        this.listener = listener;
        server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .maxMessageSize(MOST_BYTES)
                .maxConnections(20)
                .messageHandler((context, from, to, data) -> receive(to, data))
                .build();
    }

    /** Begins to listen. */
    public void start() {
        server.start();
    }

    /** The port that it listens on. */
    public int port() {
        return server.getPortAllocated();
    }

    /** Takes the oldest mail to that address, waiting for one; empty if none came in time. */
    public Optional<Mail> take(String recipient, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (mails) {
            while (true) {
                for (Iterator<Mail> each = mails.iterator(); each.hasNext(); ) {
                    Mail mail = each.next();
                    if (mail.recipient().equalsIgnoreCase(recipient)) {
                        each.remove();
                        return Optional.of(mail);
                    }
                }
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return Optional.empty();
                }
                mails.wait(left);
            }
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private void receive(String recipient, byte[] data) {
        Mail mail = read(recipient, data);
        synchronized (mails) {
            mails.add(mail);
            if (mails.size() > MOST_KEPT) {
                mails.remove();
            }
            mails.notifyAll();
        }
        listener.accept(mail);
    }

    private static Mail read(String recipient, byte[] data) {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
            String subject = message.getSubject();
            return new Mail(recipient, subject == null ? "" : subject, text(message));
        } catch (MessagingException | IOException e) {
            // Kept all the same: that a mail came, and can't be read, is worth seeing.
            return new Mail(recipient, "(unreadable: " + e.getMessage() + ")", "");
        }
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = text(parts.getBodyPart(i));
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
