package io.ostiary.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a process of the suite isn't trusted, in plain words. */
public final class TrustFailure {

    private static final int DEEPEST = 16;

    private static final String UNKNOWN = "its certificate is not signed by an authority in ostiary.internal_tls.ca";

    private TrustFailure() {}

    /**
     * What a failed connection says of the other side's certificate.
     *
     * @return a clause such as {@code its certificate has expired}; empty when it failed for another reason
     */
    public static Optional<String> in(Throwable failure) {
        String reason = null;
        Throwable each = failure;
        // The innermost one says most.
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            String said = reason(each);
            reason = said == null ? reason : said;
            each = each.getCause();
        }
        return Optional.ofNullable(reason);
    }

    private static @Nullable String reason(Throwable failure) {
        return switch (failure) {
            case CertificateExpiredException expired -> "its certificate has expired";
            case CertificateNotYetValidException early -> "its certificate is not valid yet";
            case CertPathBuilderException unknown -> UNKNOWN;
            case CertPathValidatorException unknown -> UNKNOWN;
            case CertificateException other when saysName(other) -> "its certificate is for another name";
            case SSLException other -> "it does not speak TLS as it should";
            default -> null;
        };
    }

    private static boolean saysName(CertificateException failure) {
        String text = failure.getMessage();
        return text != null && (text.contains("subject alternative") || text.startsWith("No name matching"));
    }
}
