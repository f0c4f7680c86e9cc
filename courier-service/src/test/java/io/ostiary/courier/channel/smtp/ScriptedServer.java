package io.ostiary.courier.channel.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An SMTP server that says no, falls silent or hangs up, depending on the recipient. */
final class ScriptedServer implements AutoCloseable {

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger accepted = new AtomicInteger();
    private final ServerSocket socket;

    /** The lines of the last mail, without the dot. */
    final List<String> mail = new CopyOnWriteArrayList<>();

    /** The recipients of all mails, as RCPT named them. */
    final List<String> recipients = new CopyOnWriteArrayList<>();

    private final Map<String, String> answers;

    ScriptedServer() throws IOException {
        this(Map.of());
    }

    /**
     * @param answers what is said instead of yes, by command; {@code GREETING} and {@code BODY} stand
     *     for what no command asks for; an empty answer hangs up
     */
    ScriptedServer(Map<String, String> answers) throws IOException {
        this.answers = answers;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = client.getOutputStream();
            if (!answer(out, "GREETING", "220 here")) {
                return;
            }
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.split("[ :]")[0].toUpperCase();
                String usual = "250 ok";
                switch (command) {
                    case "RCPT" -> {
                        recipient = line;
                        recipients.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
                        usual = line.contains("refused") ? "550 no such mailbox" : "250 ok";
                    }
                    case "DATA" -> usual = "354 go on";
                    case "QUIT" -> usual = "221 bye";
                    default -> {}
                }
                if (!answer(out, command, usual) || command.equals("QUIT")) {
                    return;
                }
                if (command.equals("DATA") && !answers.containsKey("DATA")) {
                    mail.clear();
                    for (line = in.readLine(); !".".equals(line); line = in.readLine()) {
                        mail.add(line);
                    }
                    if (recipient.contains("cut")) {
                        return;
                    }
                    accepted.incrementAndGet();
                    if (!answer(out, "BODY", "250 kept")) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // The client hung up.
        }
    }

    private boolean answer(OutputStream out, String command, String usual) throws IOException {
        String line = answers.getOrDefault(command, usual);
        if (!line.isEmpty()) {
            say(out, line);
        }
        return !line.isEmpty();
    }

    /** A header of the last mail, unfolded; empty when it has none. */
    String header(String name) {
        StringBuilder value = new StringBuilder();
        boolean inside = false;
        for (String line : mail) {
            if (line.isEmpty()) {
                break;
            }
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            inside = folded ? inside : line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
            if (inside) {
                value.append(folded ? line : line.substring(name.length() + 1));
            }
        }
        return value.toString().strip();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
