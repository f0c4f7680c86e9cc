package io.ostiary.config.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** For which hosts a certificate is (RFC 9525): its subject alternative names, a wildcard for one whole label. */
final class CertificateNames {

    private static final int DNS = 2;

    private static final int IP = 7;

    private CertificateNames() {}

    /**
     * Whether it is for that host.
     *
     * @param host a name or an address; IPv6 with or without brackets
     */
    static boolean cover(X509Certificate certificate, String host) {
        String plain = host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        boolean address = plain.contains(":") || plain.matches("[0-9.]+");
        return names(certificate).stream().anyMatch(name -> address ? isAddress(name, plain) : isName(name, plain));
    }

    private static Collection<List<?>> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static boolean isAddress(List<?> name, String host) {
        try {
            // Both are literals: nobody is asked.
            return name.get(0).equals(IP)
                    && InetAddress.getByName(name.get(1).toString()).equals(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isName(List<?> name, String host) {
        if (!name.get(0).equals(DNS)) {
            return false;
        }
        String pattern = name.get(1).toString().toLowerCase(Locale.ROOT);
        return pattern.startsWith("*.")
                ? host.indexOf('.') > 0 && host.substring(host.indexOf('.')).equals(pattern.substring(1))
                : host.equals(pattern);
    }
}
