package io.ostiary.courier.channel.smtp;

import io.ostiary.courier.channel.DeliveryFailure;
import io.ostiary.courier.channel.DeliveryFailure.Kind;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * What a failed conversation with a mail server means for the message. Only what the server says of
 * this recipient or this content (RCPT, DATA) is the message's; before that, and by 421 at any
 * step, it speaks of itself (RFC 5321 3.8, 4.2.1). The mail client tells the step by its words.
 */
final class SmtpFailures {

    private static final int CLOSING = 421;

    private static final int LONGEST = 400;

    private static final List<String> STEPS_OF_THE_MESSAGE = List.of(
            "recipient address not accepted",
            "no recipient addresses were accepted",
            "DATA command not accepted",
            "sending data failed",
            "message exceeds allowed size limit");

    private SmtpFailures() {}

    /**
     * @param beyondAscii whether the recipient's address has characters that need SMTPUTF8 (RFC
     *     6531), which not every server takes
     */
    static DeliveryFailure of(Throwable cause, boolean beyondAscii) {
        return switch (cause) {
            case SMTPException e when e.getReplyCode() > 0 -> answered(e, beyondAscii);
            case ConnectException e -> unreachable(cause);
            case NoRouteToHostException e -> unreachable(cause);
            case UnknownHostException e -> unreachable(cause);
            case SSLException e -> unreachable(cause);
            case IllegalArgumentException e ->
                new DeliveryFailure(Kind.FINAL, "the recipient's address can't be written in a mail");
            default -> unanswered(words(cause));
        };
    }

    private static DeliveryFailure answered(SMTPException e, boolean beyondAscii) {
        int code = e.getReplyCode();
        String summary = "the mail server answered " + code;
        String reason = "the mail server answered: " + reply(e);
        if (code == CLOSING || !isOfTheMessage(words(e))) {
            return new DeliveryFailure(Kind.TURNED_AWAY, reason, summary);
        }
        if (code >= 400 && code < 500) {
            return new DeliveryFailure(Kind.DEFERRED, reason, summary);
        }
        return beyondAscii
                ? new DeliveryFailure(
                        Kind.FINAL, "the mail server takes no address beyond ASCII; it answered: " + reply(e), summary)
                : new DeliveryFailure(Kind.REFUSED, reason, summary);
    }

    private static DeliveryFailure unanswered(String words) {
        if (words.startsWith("STARTTLS required")) {
            return new DeliveryFailure(
                    Kind.TURNED_AWAY,
                    "the mail server offers no STARTTLS; disable_starttls=true in courier.smtp.connection_uri goes"
                            + " without encryption");
        }
        if (words.startsWith("login is required")) {
            return new DeliveryFailure(
                    Kind.TURNED_AWAY, "the mail server offers no way to log in that is known here, or none yet");
        }
        if (isOfTheMessage(words)) {
            return new DeliveryFailure(Kind.REFUSED, "the mail server takes no mail of this size or recipient");
        }
        return new DeliveryFailure(Kind.UNKNOWN, "the connection to the mail server ended without an answer");
    }

    private static boolean isOfTheMessage(String words) {
        return STEPS_OF_THE_MESSAGE.stream().anyMatch(words::startsWith);
    }

    private static DeliveryFailure unreachable(Throwable cause) {
        return new DeliveryFailure(
                Kind.UNREACHABLE,
                "the mail server can't be reached: " + cause.getClass().getSimpleName());
    }

    private static String reply(SMTPException e) {
        if (e.getReplyMessages() == null || e.getReplyMessages().isEmpty()) {
            return Integer.toString(e.getReplyCode());
        }
        // The server's words: it may have sent what the database can't keep, and more than anybody reads.
        String words = String.join(" ", e.getReplyMessages())
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }

    private static String words(Throwable cause) {
        return cause.getMessage() == null ? "" : cause.getMessage();
    }
}
