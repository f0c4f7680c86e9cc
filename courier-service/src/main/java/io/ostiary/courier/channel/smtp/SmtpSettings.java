package io.ostiary.courier.channel.smtp;

import io.ostiary.config.Address;
import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.config.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the SMTP server and whom mails come from.
 *
 * @param host the server
 * @param port its port
 * @param encryption how the connection is protected
 * @param verifiesServer whether the server's certificate is checked
 * @param user login name; null: none
 * @param password its password; null: none
 * @param clientCertificate path of a PEM file; null: none
 * @param clientKey path of a PEM file; null: none
 * @param localName what the server is greeted with
 * @param fromAddress the sender's address
 * @param fromName the sender's name, may be empty
 * @param headers further headers
 */
record SmtpSettings(
        String host,
        int port,
        Encryption encryption,
        boolean verifiesServer,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable String clientCertificate,
        @Nullable String clientKey,
        String localName,
        String fromAddress,
        String fromName,
        Map<String, String> headers) {

    /** How a connection is protected. */
    enum Encryption {
        /** Not at all ({@code smtp://…?disable_starttls=true}). */
        NONE,
        /** By STARTTLS, without which nothing is sent ({@code smtp://}). */
        STARTTLS,
        /** From the first byte ({@code smtps://}). */
        TLS
    }

    private static final String KEY = "courier.smtp.connection_uri";
    private static final int SUBMISSION_PORT = 587;
    private static final int SUBMISSIONS_PORT = 465;

    /**
     * Reads the section {@code courier.smtp}; empty when it names no server.
     *
     * @throws ConfigurationException when the server's address can't be read
     */
    static Optional<SmtpSettings> of(Configuration configuration) {
        Optional<Secret> address = configuration.optionalSecret(KEY);
        return address.filter(each -> !each.reveal().isEmpty()).map(each -> read(parse(each), configuration));
    }

    private static Address parse(Secret address) {
        // Without the text: a password may be in it.
        return Address.parse(address.reveal())
                .filter(each -> each.scheme().startsWith("smtp"))
                .orElseThrow(() ->
                        new ConfigurationException(KEY, "is not an address such as smtp://user:password@host:587/"));
    }

    private static SmtpSettings read(Address address, Configuration configuration) {
        Map<String, String> query = address.query();
        boolean tls = address.scheme().equals("smtps");
        Encryption plain = isOn(query.get("disable_starttls")) ? Encryption.NONE : Encryption.STARTTLS;
        Map<String, String> headers = new HashMap<>();
        configuration
                .tree("courier.smtp.headers")
                .fields()
                .forEachRemaining(
                        each -> headers.put(each.getKey(), each.getValue().asText()));
        return new SmtpSettings(
                address.host().replaceAll("[\\[\\]]", ""),
                address.port() > 0 ? address.port() : tls ? SUBMISSIONS_PORT : SUBMISSION_PORT,
                tls ? Encryption.TLS : plain,
                !isOn(query.get("skip_ssl_verify")),
                address.user() == null || address.user().isEmpty() ? null : address.user(),
                address.password(),
                file(configuration, "courier.smtp.client_cert_path"),
                file(configuration, "courier.smtp.client_key_path"),
                configuration.text("courier.smtp.local_name"),
                configuration.text("courier.smtp.from_address"),
                configuration.optionalText("courier.smtp.from_name").orElse(""),
                Map.copyOf(headers));
    }

    private static @Nullable String file(Configuration configuration, String key) {
        return configuration.optionalText(key).filter(path -> !path.isEmpty()).orElse(null);
    }

    private static boolean isOn(@Nullable String value) {
        return "true".equalsIgnoreCase(value) || "1".equals(value) || "t".equalsIgnoreCase(value);
    }
}
