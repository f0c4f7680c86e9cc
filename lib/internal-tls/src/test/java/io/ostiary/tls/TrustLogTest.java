package io.ostiary.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TrustLogTest {

    private final List<String> said = new ArrayList<>();

    private final AtomicLong now = new AtomicLong();

    private final TrustLog log = new TrustLog(said::add, now::get);

    @Test
    void saysItAgainAfterAMinuteOrForAnotherReason() {
        log.look("a:1", new CertificateExpiredException());
        log.look("a:1", new CertificateExpiredException());
        log.look("b:1", new CertificateExpiredException());
        assertThat(said).hasSize(2);

        log.look("a:1", new CertPathBuilderException());
        assertThat(said).hasSize(3);

        now.addAndGet(Duration.ofSeconds(61).toNanos());
        log.look("a:1", new CertPathBuilderException());
        assertThat(said).hasSize(4);
    }

    @Test
    void saysNothingOfOtherFailures() {
        log.look("a:1", new ConnectException("refused"));

        assertThat(said).isEmpty();
    }

    @Test
    void findsTheReasonInsideOthers() {
        log.look("a:1", new SSLHandshakeException("no").initCause(new CertificateExpiredException("text")));
        log.look("b:1", new SSLHandshakeException("no"));

        assertThat(said)
                .containsExactly(
                        "https://a:1 is not trusted: its certificate has expired",
                        "https://b:1 is not trusted: it does not speak TLS as it should");
    }
}
