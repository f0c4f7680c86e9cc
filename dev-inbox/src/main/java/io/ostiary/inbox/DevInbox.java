package io.ostiary.inbox;

import io.ostiary.inbox.api.InboxServer;
import io.ostiary.inbox.mail.Mailbox;
import io.ostiary.inbox.smtp.SelfSigned;
import io.ostiary.inbox.smtp.SmtpServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * The inbox, running: an SMTP receiver on one port, page and API on another. It keeps the newest
 * mails in memory, and none of them for longer than it runs.
 */
public final class DevInbox {

    private final SmtpServer smtp;
    private final InboxServer http;

    private DevInbox(SmtpServer smtp, InboxServer http) {
        this.smtp = smtp;
        this.http = http;
    }

    /**
     * Where it listens.
     *
     * @param host address of both ports
     * @param httpPort port of page and API; 0 for a free one
     * @param smtpPort port for mail; 0 for a free one
     * @param implicitTls whether mail comes with TLS from the first byte; else STARTTLS is offered
     */
    public record Settings(String host, int httpPort, int smtpPort, boolean implicitTls) {}

    /** Opens both ports; fails when one is taken. */
    public static Future<DevInbox> start(Vertx vertx, Settings settings, Clock clock) {
        Mailbox mailbox = new Mailbox(clock);
        SmtpServer smtp = new SmtpServer(vertx, SelfSigned.make(clock), settings.implicitTls(), mailbox::receive);
        InboxServer http = new InboxServer(vertx, mailbox);
        return smtp.listen(settings.host(), settings.smtpPort())
                .compose(port -> http.listen(settings.host(), settings.httpPort()))
                .map(port -> new DevInbox(smtp, http));
    }

    /** Port of page and API. */
    public int httpPort() {
        return http.port();
    }

    /** Port for mail. */
    public int smtpPort() {
        return smtp.port();
    }

    /** Closes both ports. */
    public Future<Void> close() {
        return smtp.close().compose(done -> http.close());
    }
}
