package io.ostiary.suite;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A real SMTP receiver. */
public final class Mailbox implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");

    private final GreenMail server;

    public Mailbox(StackConfig config) {
        server = new GreenMail(new ServerSetup(config.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    /** The texts of all mails to an address. */
    public List<String> to(String address) {
        return Arrays.stream(server.getReceivedMessagesForDomain(address))
                .map(GreenMailUtil::getBody)
                .toList();
    }

    /** Waits for a mail to that address and gives the code in it. */
    public String awaitCode(String address) {
        Awaitility.await("mail to " + address)
                .atMost(Duration.ofSeconds(40))
                .until(() -> !to(address).isEmpty());
        Matcher digits = CODE.matcher(to(address).getFirst());
        if (!digits.find()) {
            throw new AssertionError("no code in: " + to(address).getFirst());
        }
        return digits.group();
    }

    @Override
    public void close() {
        server.stop();
    }
}
