package io.ostiary.courier.channel.smtp;

import io.ostiary.courier.channel.Channel;
import io.ostiary.courier.channel.Delivery;
import io.ostiary.courier.channel.DeliveryFailure;
import io.ostiary.courier.channel.DeliveryFailure.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Sends email. Connections are kept for a while and used again. */
final class SmtpChannel implements Channel {

    /** Below the minute after which servers tend to close what is idle. */
    private static final Duration KEEP_CONNECTION = Duration.ofSeconds(20);

    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(10);

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
        MailMessage mail = mail(delivery);
        return Uni.createFrom()
                .completionStage(() -> client.sendMail(mail).toCompletionStage())
                .onFailure()
                .transform(SmtpChannel::failure)
                .replaceWithVoid();
    }

    void close() {
        client.close();
    }

    private MailMessage mail(Delivery delivery) {
        MailMessage mail = new MailMessage()
                .setFrom(sender())
                .setTo(delivery.recipient())
                .setSubject(delivery.letter().subject())
                .setText(delivery.letter().text())
                .setHtml(delivery.letter().html());
        HeadersMultiMap headers = HeadersMultiMap.headers();
        headers.set("Message-ID", "<" + delivery.messageId() + "@" + domain() + ">");
        headers.set("Auto-Submitted", "auto-generated");
        settings.headers().forEach((name, value) -> add(mail, headers, name, value));
        return mail.setHeaders(headers);
    }

    /** Copies go into the envelope too, other headers only into the mail. */
    private static void add(MailMessage mail, HeadersMultiMap headers, String name, String value) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "cc" -> mail.setCc(List.of(value.split("\\s*,\\s*")));
            case "bcc" -> mail.setBcc(List.of(value.split("\\s*,\\s*")));
            default -> headers.set(name, value);
        }
    }

    private String sender() {
        String name =
                settings.fromName().replaceAll("[\\p{Cntrl}()<>\"\\\\]", " ").strip();
        return name.isEmpty() ? settings.fromAddress() : settings.fromAddress() + " (" + name + ")";
    }

    private String domain() {
        return settings.fromAddress().substring(settings.fromAddress().lastIndexOf('@') + 1);
    }

    private static Throwable failure(Throwable cause) {
        return switch (cause) {
            case SMTPException e
            when e.getReplyCode() > 0 -> new DeliveryFailure(Kind.REFUSED, "the mail server answered: " + reply(e));
            case ConnectException e -> unreachable(cause);
            case NoRouteToHostException e -> unreachable(cause);
            case UnknownHostException e -> unreachable(cause);
            case SSLException e -> unreachable(cause);
            case IllegalArgumentException e ->
                new DeliveryFailure(Kind.REFUSED, "the recipient's address can't be written in a mail");
            default -> new DeliveryFailure(Kind.UNKNOWN, "the connection to the mail server ended without an answer");
        };
    }

    private static DeliveryFailure unreachable(Throwable cause) {
        return new DeliveryFailure(
                Kind.UNREACHABLE,
                "the mail server can't be reached: " + cause.getClass().getSimpleName());
    }

    private static String reply(SMTPException e) {
        return e.getReplyMessages() == null || e.getReplyMessages().isEmpty()
                ? Integer.toString(e.getReplyCode())
                : String.join(" ", e.getReplyMessages());
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
