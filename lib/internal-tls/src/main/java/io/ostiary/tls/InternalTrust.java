package io.ostiary.tls;

import io.ostiary.config.tls.InternalTls;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom a process trusts when it calls another of the suite: the authority of {@code ostiary.internal_tls}, nobody else. */
public final class InternalTrust {

    private static final int HANDSHAKE_SECONDS = 2;

    private final TrustOptions trust;

    /**
     * Reads the authority's certificates.
     *
     * @param log is told who isn't trusted
     */
    public InternalTrust(InternalTls files, TrustLog log) {
        this.trust = TrustOptions.wrap(new ToldTrust(manager(files.ca()), log));
    }

    /** Lets a client call over TLS, to whom the authority signed a certificate for the name that was called. */
    public HttpClientOptions applyTo(HttpClientOptions client) {
        return client.setSsl(true)
                .setTrustOptions(trust)
                .setVerifyHost(true)
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    }

    private static X509ExtendedTrustManager manager(Path authority) {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry(Integer.toString(store.size()), each);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the certificates in " + authority + " can't be read", e);
        }
    }
}
