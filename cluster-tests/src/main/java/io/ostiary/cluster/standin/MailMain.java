package io.ostiary.cluster.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An inbox that speaks the part of Mailpit's API that the tests use: {@code /api/v1/search?query=to:A}
 * and {@code /api/v1/message/ID/raw}.
 */
public final class MailMain {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Mail> mails = new ArrayList<>();

    private record Mail(String recipient, byte[] data) {}

    private MailMain() {}

    public static void main(String[] arguments) throws IOException {
        MailMain inbox = new MailMain();
        HttpServer web = HttpServer.create(new InetSocketAddress(8025), 16);
        web.createContext("/api/v1/search", inbox::search);
        web.createContext("/api/v1/message/", inbox::raw);
        web.start();
        SMTPServer.port(1025)
                .messageHandler((context, from, to, data) -> inbox.receive(to, data))
                .build()
                .start();
    }

    private synchronized void receive(String recipient, byte[] data) {
        mails.add(new Mail(recipient, data));
    }

    private synchronized void search(HttpExchange exchange) throws IOException {
        String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
        String wanted = query.substring(query.indexOf("to:") + 3).replace("\"", "");
        ObjectNode answer = JSON.createObjectNode();
        var found = answer.putArray("messages");
        for (int i = mails.size() - 1; i >= 0; i--) {
            if (mails.get(i).recipient().equalsIgnoreCase(wanted)) {
                found.addObject().put("ID", Integer.toString(i)).put("Subject", subject(mails.get(i)));
            }
        }
        answer.put("messages_count", found.size()).put("total", mails.size());
        send(exchange, 200, JSON.writeValueAsBytes(answer));
    }

    private synchronized void raw(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().replaceAll("[^0-9]", " ").strip();
        int number = Integer.parseInt(id.substring(id.lastIndexOf(' ') + 1));
        boolean known = number < mails.size();
        send(exchange, known ? 200 : 404, known ? mails.get(number).data() : new byte[0]);
    }

    private static String subject(Mail mail) {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail.data()));
            return String.valueOf(message.getSubject());
        } catch (MessagingException e) {
            return "";
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
