package io.ostiary.courier.channel.smtp;

import io.ostiary.courier.channel.Channel;
import io.ostiary.courier.channel.Delivery;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.IDN;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Sends email. Connections are kept for a while and used again. */
final class SmtpChannel implements Channel {

    /** Below the minute after which servers tend to close what is idle. */
    private static final Duration KEEP_CONNECTION = Duration.ofSeconds(20);

    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(10);

    /** Headers that hold addresses (RFC 5322 3.6). */
    private static final Set<String> MAILBOXES = Set.of("cc", "bcc", "from", "sender", "reply-to");

    private final SmtpSettings settings;
    private final MailClient client;

    /**
     * @param connections how many at most
     * @param silence a connection that says nothing for so long is closed
     */
    SmtpChannel(Vertx vertx, SmtpSettings settings, int connections, Duration silence) {
        this.settings = settings;
        this.client = MailClient.create(vertx, config(settings, connections, silence));
    }

    @Override
    public String id() {
        return "email";
    }

    @Override
    public Uni<Void> send(Delivery delivery) {
        boolean beyondAscii = !MailHeaders.isAscii(delivery.recipient());
        return Uni.createFrom()
                .completionStage(() -> client.sendMail(mail(delivery)).toCompletionStage())
                .onFailure()
                .transform(cause -> SmtpFailures.of(cause, beyondAscii))
                .replaceWithVoid();
    }

    void close() {
        client.close();
    }

    private MailMessage mail(Delivery delivery) {
        MailMessage mail = new MailMessage()
                .setFrom(settings.fromAddress())
                .setTo(ascii(delivery.recipient()))
                .setText(delivery.letter().text())
                .setHtml(delivery.letter().html());
        HeadersMultiMap headers = HeadersMultiMap.headers();
        headers.set("Message-ID", "<" + delivery.messageId() + "@" + domain() + ">");
        headers.set("Auto-Submitted", "auto-generated");
        headers.set("Subject", MailHeaders.text(delivery.letter().subject()));
        headers.set("From", MailHeaders.mailbox(settings.fromName(), settings.fromAddress()));
        settings.headers().forEach((name, value) -> add(mail, headers, name, value));
        return mail.setHeaders(headers);
    }

    /** Copies go into the envelope too, other headers only into the mail. */
    private static void add(MailMessage mail, HeadersMultiMap headers, String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!MAILBOXES.contains(lower)) {
            headers.set(name, MailHeaders.text(value));
            return;
        }
        List<MailHeaders.Mailbox> mailboxes = MailHeaders.read(value);
        List<String> addresses =
                mailboxes.stream().map(MailHeaders.Mailbox::address).toList();
        switch (lower) {
            case "cc" -> mail.setCc(addresses);
            case "bcc" -> mail.setBcc(addresses);
            default -> {}
        }
        if (!lower.equals("bcc")) {
            headers.set(name, MailHeaders.mailboxes(mailboxes));
        }
    }

    /** The domain as DNS has it; what stands before it can't be put otherwise. */
    private static String ascii(String address) {
        int at = address.lastIndexOf('@');
        String domain = address.substring(at + 1);
        if (at < 0 || MailHeaders.isAscii(domain)) {
            return address;
        }
        return address.substring(0, at + 1) + IDN.toASCII(domain);
    }

    private String domain() {
        return settings.fromAddress().substring(settings.fromAddress().lastIndexOf('@') + 1);
    }

    private static MailConfig config(SmtpSettings settings, int connections, Duration silence) {
        MailConfig config = new MailConfig(settings.host(), settings.port())
                .setStarttls(
                        settings.encryption() == SmtpSettings.Encryption.STARTTLS
                                ? StartTLSOptions.REQUIRED
                                : StartTLSOptions.DISABLED)
                .setSsl(settings.encryption() == SmtpSettings.Encryption.TLS)
                .setTrustAll(!settings.verifiesServer())
                .setHostnameVerificationAlgorithm(settings.verifiesServer() ? "HTTPS" : "")
                .setLogin(settings.user() == null ? LoginOption.DISABLED : LoginOption.REQUIRED)
                .setOwnHostname(settings.localName())
                .setUserAgent("ostiary")
                .setMaxPoolSize(connections)
                .setKeepAliveTimeout((int) KEEP_CONNECTION.toSeconds())
                .setKeepAliveTimeoutUnit(TimeUnit.SECONDS)
                .setPoolCleanerPeriod(5)
                .setPoolCleanerPeriodUnit(TimeUnit.SECONDS);
        config.setConnectTimeout((int) CONNECT_DEADLINE.toMillis())
                .setIdleTimeout((int) silence.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        if (settings.user() != null) {
            config.setUsername(settings.user())
                    .setPassword(
                            settings.password() == null
                                    ? ""
                                    : settings.password().reveal());
        }
        if (settings.clientCertificate() != null && settings.clientKey() != null) {
            config.setKeyCertOptions(new PemKeyCertOptions()
                    .setCertPath(settings.clientCertificate())
                    .setKeyPath(settings.clientKey()));
        }
        return config;
    }
}
