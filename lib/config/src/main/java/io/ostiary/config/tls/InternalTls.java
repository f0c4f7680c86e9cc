package io.ostiary.config.tls;

import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files of {@code ostiary.internal_tls}, in PEM: the processes of the suite call one another over TLS, show the certificate
 * and trust the authority, and no other.
 *
 * @param ca certificates of the authorities, at least one
 * @param cert the certificate that this process shows, those between it and an authority behind it
 * @param key its private key
 */
public record InternalTls(Path ca, Path cert, Path key) {

    /** The section of the configuration. */
    public static final String SECTION = "ostiary.internal_tls";

    /**
     * What a configuration says; relative paths start beside its file.
     *
     * @return empty without TLS
     * @throws ConfigurationException when only a part is given
     */
    public static Optional<InternalTls> of(Configuration configuration) {
        return of(beside(configuration, "ca"), beside(configuration, "cert"), beside(configuration, "key"));
    }

    private static Optional<String> beside(Configuration configuration, String part) {
        return configuration
                .optionalText(SECTION + "." + part)
                .filter(path -> !path.isEmpty())
                .map(path ->
                        configuration.directory().resolve(path).toAbsolutePath().toString());
    }

    /**
     * What a process is told.
     *
     * @return empty without TLS
     * @throws ConfigurationException when only a part is given
     */
    public static Optional<InternalTls> of(Optional<String> ca, Optional<String> cert, Optional<String> key) {
        List<String> given = List.of(ca, cert, key).stream()
                .flatMap(Optional::stream)
                .filter(text -> !text.isEmpty())
                .toList();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.size() < 3) {
            throw new ConfigurationException(SECTION, "ca, cert and key need each other");
        }
        return Optional.of(new InternalTls(Path.of(given.get(0)), Path.of(given.get(1)), Path.of(given.get(2))));
    }

    /**
     * Looks whether the files can be used: all can be read, nothing has expired, the certificate is signed by the authority,
     * and the key is the certificate's.
     *
     * @throws ConfigurationException with the file and what is wrong with it
     */
    public void check(Instant now) {
        List<X509Certificate> authorities = authorities().certificates();
        authorities.forEach(each -> requireCurrent(authorities(), each, now));
        List<X509Certificate> chain = own().certificates();
        chain.forEach(each -> requireCurrent(own(), each, now));
        requireSigned(chain, authorities, now);
        X509Certificate shown = chain.getFirst();
        PemFile secret = new PemFile(SECTION + ".key", key);
        if (!KeyMatch.of(shown, secret.privateKey(shown.getPublicKey()))) {
            throw secret.refusal("is not the key of the certificate");
        }
    }

    /**
     * Looks whether the certificate is for the host by which others call this process.
     *
     * @throws ConfigurationException with the file and the host, when it isn't
     */
    public void requireName(String host) {
        if (!CertificateNames.cover(own().certificates().getFirst(), host)) {
            throw own().refusal("is not for " + host);
        }
    }

    private PemFile authorities() {
        return new PemFile(SECTION + ".ca", ca);
    }

    private PemFile own() {
        return new PemFile(SECTION + ".cert", cert);
    }

    private static void requireCurrent(PemFile file, X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        Instant begin = certificate.getNotBefore().toInstant();
        if (now.isAfter(end)) {
            throw file.refusal("has expired on " + end);
        }
        if (now.isBefore(begin)) {
            throw file.refusal("is not valid before " + begin);
        }
    }

    private void requireSigned(List<X509Certificate> chain, List<X509Certificate> authorities, Instant now) {
        try {
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
            PKIXParameters parameters = new PKIXParameters(authorities.stream()
                    .map(each -> new TrustAnchor(each, null))
                    .collect(Collectors.toSet()));
            // A private authority of the suite's own publishes no lists.
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
        } catch (GeneralSecurityException e) {
            throw own().refusal("is not signed by an authority in " + ca);
        }
    }
}
