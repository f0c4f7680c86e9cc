package io.ostiary.gateway.proxy;

import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.Base64;
import java.util.Optional;

/** Reads the keys {@code serve.*.tls}: a certificate and its key, each as a path or as base64. */
final class TlsFiles {

    private TlsFiles() {}

    static Optional<PemKeyCertOptions> of(Configuration configuration, String section) {
        if (!configuration.has(section + ".cert")) {
            return Optional.empty();
        }
        PemKeyCertOptions options = new PemKeyCertOptions();
        configuration.optionalText(section + ".cert.path").ifPresent(options::addCertPath);
        configuration.optionalText(section + ".key.path").ifPresent(options::addKeyPath);
        decoded(configuration, section + ".cert.base64").ifPresent(options::addCertValue);
        decoded(configuration, section + ".key.base64").ifPresent(options::addKeyValue);
        return Optional.of(options);
    }

    private static Optional<Buffer> decoded(Configuration configuration, String path) {
        try {
            return configuration
                    .optionalText(path)
                    .map(text -> Buffer.buffer(Base64.getMimeDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(path, "is not base64");
        }
    }
}
