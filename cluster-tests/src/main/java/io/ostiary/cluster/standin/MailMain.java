package io.ostiary.cluster.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        inbox.listen(1025);
    }

    /** Takes connections; each is a thread that ends with it. */
    private void listen(int port) throws IOException {
        try (ServerSocket server = new ServerSocket(port)) {
            while (true) {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> converse(client));
            }
        }
    }

    /** The least of SMTP (RFC 5321) that a client needs to hand over a mail. */
    private void converse(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var out = client.getOutputStream()) {
            List<String> recipients = new ArrayList<>();
            say(out, "220 inbox");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "RCPT" -> {
                        recipients.add(line.replaceAll(".*<|>.*", ""));
                        say(out, "250 ok");
                    }
                    case "DATA" -> {
                        say(out, "354 go on");
                        receive(recipients, data(in));
                        recipients.clear();
                        say(out, "250 ok");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static byte[] data(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private synchronized void receive(List<String> recipients, byte[] data) {
        recipients.forEach(each -> mails.add(new Mail(each, data)));
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
        return new String(mail.data(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("Subject:"))
                .findFirst()
                .orElse("");
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
