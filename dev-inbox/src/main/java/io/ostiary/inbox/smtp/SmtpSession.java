package io.ostiary.inbox.smtp;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One connection of a mail client. Everything it holds is bounded. */
final class SmtpSession {

    static final int MOST_BYTES = 10 << 20;
    static final int MOST_RECIPIENTS = 100;
    private static final int LONGEST_LINE = 1 << 20;
    private static final Pattern PATH = Pattern.compile("(?i)(?:FROM|TO):\\s*<([^>]*)>.*");

    private enum Expects {
        COMMAND,
        /** Lines of a sign-in, of which none is looked at. */
        SECRET,
        DATA
    }

    private final NetSocket socket;
    private final boolean offersTls;
    private final Function<Envelope, Future<Void>> receiver;
    private Expects expects = Expects.COMMAND;
    private int secretLines;
    private @Nullable String from;
    private final List<String> recipients = new ArrayList<>();
    private Buffer content = Buffer.buffer();
    private boolean tooLarge;

    SmtpSession(NetSocket socket, boolean offersTls, Function<Envelope, Future<Void>> receiver) {
        this.socket = socket;
        this.offersTls = offersTls;
        this.receiver = receiver;
    }

    void begin() {
        socket.handler(lines());
        say("220 ostiary development inbox");
    }

    private RecordParser lines() {
        RecordParser parser = RecordParser.newDelimited("\r\n");
        parser.maxRecordSize(LONGEST_LINE);
        parser.handler(this::line);
        parser.exceptionHandler(e -> {
            say("500 the line is too long");
            socket.close();
        });
        return parser;
    }

    private void line(Buffer line) {
        switch (expects) {
            case COMMAND -> command(line.toString(StandardCharsets.UTF_8));
            case SECRET -> secret();
            case DATA -> data(line);
        }
    }

    private void command(String line) {
        String[] words = line.split(" ", 2);
        String rest = words.length > 1 ? words[1].strip() : "";
        switch (words[0].toUpperCase(Locale.ROOT)) {
            case "EHLO" -> hello();
            case "HELO" -> say("250 ostiary");
            case "STARTTLS" -> startTls();
            case "AUTH" -> signIn(rest);
            case "MAIL" -> sender(rest);
            case "RCPT" -> recipient(rest);
            case "DATA" -> beginData();
            case "RSET" -> {
                reset();
                say("250 forgotten");
            }
            case "NOOP" -> say("250 ok");
            case "VRFY" -> say("252 send it and see");
            case "QUIT" -> socket.write("221 bye\r\n").onComplete(done -> socket.close());
            default -> say("500 unknown command");
        }
    }

    private void hello() {
        say("250-ostiary");
        say("250-SIZE " + MOST_BYTES);
        say("250-8BITMIME");
        say("250-SMTPUTF8");
        if (offersTls && !socket.isSsl()) {
            say("250-STARTTLS");
        }
        say("250 AUTH PLAIN LOGIN");
    }

    private void startTls() {
        if (!offersTls || socket.isSsl()) {
            say("502 there is TLS already");
            return;
        }
        reset();
        socket.write("220 go on\r\n").compose(done -> socket.upgradeToSsl()).onFailure(e -> socket.close());
    }

    private void signIn(String rest) {
        String[] words = rest.split(" ");
        boolean plain = words[0].equalsIgnoreCase("PLAIN");
        if (!plain && !words[0].equalsIgnoreCase("LOGIN")) {
            say("504 unknown way to sign in");
            return;
        }
        secretLines = (plain ? 1 : 2) - (words.length - 1);
        askForSecret();
    }

    private void secret() {
        secretLines--;
        askForSecret();
    }

    private void askForSecret() {
        if (secretLines > 0) {
            expects = Expects.SECRET;
            say("334 ");
        } else {
            expects = Expects.COMMAND;
            say("235 welcome, whoever you are");
        }
    }

    private void sender(String rest) {
        Matcher path = PATH.matcher(rest);
        if (!path.matches()) {
            say("501 MAIL FROM:<address>");
            return;
        }
        reset();
        from = path.group(1);
        say("250 ok");
    }

    private void recipient(String rest) {
        Matcher path = PATH.matcher(rest);
        if (from == null) {
            say("503 MAIL first");
        } else if (!path.matches() || path.group(1).isBlank()) {
            say("501 RCPT TO:<address>");
        } else if (recipients.size() >= MOST_RECIPIENTS) {
            say("452 too many recipients");
        } else {
            recipients.add(path.group(1));
            say("250 ok");
        }
    }

    private void beginData() {
        if (recipients.isEmpty()) {
            say("503 RCPT first");
            return;
        }
        expects = Expects.DATA;
        say("354 end with a dot on a line of its own");
    }

    private void data(Buffer line) {
        if (line.length() == 1 && line.getByte(0) == '.') {
            expects = Expects.COMMAND;
            received();
            return;
        }
        int start = line.length() > 0 && line.getByte(0) == '.' ? 1 : 0;
        if (content.length() + line.length() > MOST_BYTES) {
            tooLarge = true;
        } else {
            content.appendBuffer(line, start, line.length() - start).appendString("\r\n");
        }
    }

    private void received() {
        if (tooLarge) {
            reset();
            say("552 larger than " + MOST_BYTES + " bytes");
            return;
        }
        Envelope envelope = new Envelope(from == null ? "" : from, recipients, content);
        reset();
        // Nothing more is read until it is stored: what is answered with 250 can be found.
        socket.pause();
        receiver.apply(envelope).onComplete(stored -> {
            say(stored.succeeded() ? "250 received" : "451 it can't be stored");
            socket.resume();
        });
    }

    private void reset() {
        from = null;
        recipients.clear();
        content = Buffer.buffer();
        tooLarge = false;
    }

    private void say(String line) {
        socket.write(line + "\r\n");
    }
}
