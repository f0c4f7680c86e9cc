package io.ostiary.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.config.ConfigurationException;
import io.ostiary.config.tls.InternalTls;
import io.ostiary.testkit.tls.OwnAuthority;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternalTlsTest {

    @TempDir
    static Path folder;

    private static Path own;

    @BeforeAll
    static void sign() throws Exception {
        own = Files.createDirectories(folder.resolve("own"));
        OwnAuthority authority = new OwnAuthority(own);
        authority.sign("ec", "EC", "dns:identity-service,dns:*.suite.test,ip:127.0.0.1,ip:::1");
        authority.sign("rsa", "RSA");
        authority.sign("expired", "EC", "ip:127.0.0.1", "-startdate", "-2d", "-validity", "1");
        authority.sign("early", "EC", "ip:127.0.0.1", "-startdate", "+2d");
        new OwnAuthority(Files.createDirectories(folder.resolve("other"))).sign("ec", "EC");
        Files.writeString(own.resolve("text"), "nothing of the kind");
        byte[] rsa = Base64.getMimeDecoder().decode(body("rsa.key"));
        byte[] ec = Base64.getMimeDecoder().decode(body("ec.key"));
        write("rsa-1.key", "RSA PRIVATE KEY", inside(rsa));
        write("ec-1.key", "EC PRIVATE KEY", inside(ec));
    }

    @ParameterizedTest
    @CsvSource({"ec.pem, ec.key", "rsa.pem, rsa.key", "rsa.pem, rsa-1.key", "ec.pem, ec-1.key"})
    void takesKeysOfEachForm(String certificate, String key) {
        assertThatCode(() -> files("own/ca.pem", certificate, key).check(Instant.now()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "own/no.pem | ec.pem | ec.key | ostiary.internal_tls.ca: {}/own/no.pem does not exist",
                "own/text | ec.pem | ec.key | ostiary.internal_tls.ca: {}/own/text is no certificate in PEM",
                "own | ec.pem | ec.key | ostiary.internal_tls.ca: {}/own can't be read",
                "other/ca.pem | ec.pem | ec.key | ostiary.internal_tls.cert: {}/own/ec.pem is not signed by an authority in {}/other/ca.pem",
                "own/ca.pem | no.pem | ec.key | ostiary.internal_tls.cert: {}/own/no.pem does not exist",
                "own/ca.pem | expired.pem | expired.key | ostiary.internal_tls.cert: {}/own/expired.pem has expired on ",
                "own/ca.pem | early.pem | early.key | ostiary.internal_tls.cert: {}/own/early.pem is not valid before ",
                "own/ca.pem | ec.pem | text | ostiary.internal_tls.key: {}/own/text is no private key in PEM",
                "own/ca.pem | ec.pem | early.key | ostiary.internal_tls.key: {}/own/early.key is not the key of the certificate",
                "own/ca.pem | ec.pem | rsa.key | ostiary.internal_tls.key: {}/own/rsa.key is not the key of the certificate",
                "own/ca.pem | ec.pem | rsa-1.key | ostiary.internal_tls.key: {}/own/rsa-1.key is not the key of the certificate",
            })
    void refusesAWrongFileWithOneLine(String ca, String certificate, String key, String line) {
        assertThatThrownBy(() -> files(ca, certificate, key).check(Instant.now()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(line.replace("{}", folder.toString()))
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesWhatHasExpiredMeanwhile() {
        InternalTls files = files("own/ca.pem", "ec.pem", "ec.key");

        assertThatThrownBy(() -> files.check(Instant.now().plus(Duration.ofDays(400))))
                .hasMessageContaining("has expired on");
    }

    @ParameterizedTest
    @CsvSource({
        "identity-service, true",
        "IDENTITY-SERVICE, true",
        "session-service, false",
        "a.suite.test, true",
        "a.b.suite.test, false",
        "suite.test, false",
        "127.0.0.1, true",
        "127.0.0.2, false",
        "[::1], true",
    })
    void isForTheNamesInTheCertificate(String host, boolean covered) {
        InternalTls files = files("own/ca.pem", "ec.pem", "ec.key");

        if (covered) {
            assertThatCode(() -> files.requireName(host)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> files.requireName(host))
                    .hasMessageContaining("ostiary.internal_tls.cert: " + files.cert() + " is not for " + host);
        }
    }

    @Test
    void needsAllOfThem() {
        assertThatThrownBy(() -> InternalTls.of(Optional.of("a"), Optional.of(""), Optional.of("b")))
                .hasMessageContaining("ostiary.internal_tls: ca, cert and key need each other");
        assertThat(InternalTls.of(Optional.empty(), Optional.of(""), Optional.empty()))
                .isEmpty();
    }

    @Test
    void listensWithTlsAndNothingElse() {
        Map<String, String> properties = listening("https://identity-service:8080");

        assertThat(properties)
                .containsEntry("quarkus.http.insecure-requests", "disabled")
                .containsEntry("quarkus.management.tls-configuration-name", "internal")
                .containsEntry(
                        "quarkus.tls.internal.key-store.pem.0.cert",
                        own.resolve("ec.pem").toString());
        assertThat(InternalListening.properties(name -> Optional.empty(), Instant.now()))
                .isEmpty();
    }

    @Test
    void wantsAddressesThatGoWithIt() {
        assertThatThrownBy(() -> listening("http://identity-service:8080"))
                .hasMessageContaining("OSTIARY_IDENTITY_URL: has to begin with https://");
        assertThatThrownBy(() -> listening("https://somebody:8080")).hasMessageContaining("ec.pem is not for somebody");
        assertThatThrownBy(() -> InternalListening.properties(
                        name -> Optional.ofNullable(
                                Map.of("ostiary.flow.url", "https://flow:1").get(name)),
                        Instant.now()))
                .hasMessageContaining("OSTIARY_FLOW_URL: begins with https://, but ostiary.internal_tls is not set");
    }

    private static Map<String, String> listening(String url) {
        Map<String, String> set = Map.of(
                "ostiary.service", "identity",
                "ostiary.identity.url", url,
                "ostiary.internal-tls.ca", own.resolve("ca.pem").toString(),
                "ostiary.internal-tls.cert", own.resolve("ec.pem").toString(),
                "ostiary.internal-tls.key", own.resolve("ec.key").toString());
        return InternalListening.properties(name -> Optional.ofNullable(set.get(name)), Instant.now());
    }

    private static InternalTls files(String ca, String certificate, String key) {
        return new InternalTls(folder.resolve(ca), own.resolve(certificate), own.resolve(key));
    }

    private static String body(String file) throws Exception {
        return Files.readString(own.resolve(file)).replaceAll("-----[A-Z ]+-----", "");
    }

    /** What PKCS 8 wraps: behind a version and the kind of key. */
    private static byte[] inside(byte[] pkcs8) {
        int version = header(pkcs8, 0);
        int kind = version + 3;
        int wrapped = kind + header(pkcs8, kind) + pkcs8[kind + 1];
        return Arrays.copyOfRange(pkcs8, wrapped + header(pkcs8, wrapped), pkcs8.length);
    }

    private static int header(byte[] der, int at) {
        return der[at + 1] >= 0 ? 2 : 2 + (der[at + 1] & 0x7f);
    }

    private static void write(String file, String kind, byte[] der) throws Exception {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        Files.writeString(own.resolve(file), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind));
    }
}
