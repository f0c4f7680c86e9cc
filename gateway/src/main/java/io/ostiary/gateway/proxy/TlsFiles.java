package io.ostiary.gateway.proxy;

import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.config.tls.KeyMatch;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.impl.KeyStoreHelper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys {@code serve.*.tls}: a certificate (PEM, with those of the authorities between it and
 * the root behind it) and its key, each as a path or as base64. What a TLS server can't use is
 * refused with one line that names the key of the configuration.
 */
final class TlsFiles {

    private TlsFiles() {}

    /**
     * The certificate and key of a listener; empty without TLS.
     *
     * @throws ConfigurationException when one is missing, can't be read, or doesn't go with the other
     */
    static Optional<PemKeyCertOptions> of(Configuration configuration, String section) {
        byte[] certificate = bytes(configuration, section + ".cert");
        byte[] key = bytes(configuration, section + ".key");
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw new ConfigurationException(section, "needs a certificate and a key");
        }
        PemKeyCertOptions options =
                new PemKeyCertOptions().setCertValue(Buffer.buffer(certificate)).setKeyValue(Buffer.buffer(key));
        List<Certificate> chain = chain(certificate, section + ".cert");
        if (!new String(key, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY-----")) {
            throw new ConfigurationException(section + ".key", "is no private key in PEM");
        }
        Optional<PrivateKey> secret = secret(options);
        if (secret.isEmpty() || !KeyMatch.of(chain.getFirst(), secret.get())) {
            throw new ConfigurationException(section, "the key is not that of the certificate, or can't be read");
        }
        return Optional.of(options);
    }

    private static byte @Nullable [] bytes(Configuration configuration, String section) {
        Optional<String> path = configuration.optionalText(section + ".path").filter(text -> !text.isEmpty());
        Optional<String> base64 =
                configuration.optionalText(section + ".base64").filter(text -> !text.isEmpty());
        if (path.isPresent() && base64.isPresent()) {
            throw new ConfigurationException(section, "has a path and base64, one of them is enough");
        }
        if (path.isPresent()) {
            return file(section + ".path", path.get());
        }
        return base64.isPresent() ? decoded(section + ".base64", base64.get()) : null;
    }

    private static byte[] file(String key, String path) {
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (IOException e) {
            throw new ConfigurationException(key, "can't be read: " + path);
        }
    }

    private static byte[] decoded(String key, String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(key, "is not base64");
        }
    }

    private static List<Certificate> chain(byte[] pem, String key) {
        try {
            Collection<? extends Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (!chain.isEmpty()) {
                return List.copyOf(chain);
            }
        } catch (GeneralSecurityException e) {
            // told below
        }
        throw new ConfigurationException(key, "is no certificate in PEM");
    }

    /** The key as Vert.x reads it, which knows PKCS 8, PKCS 1 and SEC 1; empty when it doesn't. */
    private static Optional<PrivateKey> secret(PemKeyCertOptions options) {
        try {
            KeyStore store = options.loadKeyStore(null);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return Optional.of((PrivateKey) store.getKey(alias, KeyStoreHelper.DUMMY_PASSWORD.toCharArray()));
                }
            }
            return Optional.empty();
        } catch (Exception e) {
            // its message may quote the key
            return Optional.empty();
        }
    }
}
