package io.ostiary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class StartChecksTest {

    @Test
    void passesWhatIsThere() {
        assertThatCode(() -> StartChecks.check(Samples.small())).doesNotThrowAnyException();
    }

    @Test
    void namesTheKeyOfWhatIsMissingInOneLine() throws IOException {
        assertRefused(
                "identity: {schemas: [{id: default, url: 'file:///nope.json'}]}",
                "identity.schemas.0.url: can't be loaded: /nope.json does not exist");
        assertRefused(
                "identity: {schemas: [{id: default, url: 'file://dir/nope.json'}]}",
                "identity.schemas.0.url: can't be loaded: dir/nope.json does not exist in "
                        + Samples.SMALL.getParent().toAbsolutePath());
        assertRefused(
                "identity: {schemas: [{id: default, url: 'base64://@@@'}]}",
                "identity.schemas.0.url: can't be loaded: the text after base64:// is not base64");
        assertRefused(
                "identity: {schemas: [{id: default, url: 'base64://W10='}]}",
                "identity.schemas.0.url: is not a JSON object");
        assertRefused(
                "identity: {schemas: [{id: default, url: 'http://127.0.0.1:%d/s'}]}".formatted(closedPort()),
                "identity.schemas.0.url: can't be loaded: the server can't be reached");
        assertRefused(
                "courier: {smtp: {connection_uri: 'smtp://u:p#w@h'}}",
                "courier.smtp.connection_uri: is not an address such as smtp://user:password@host:587/");
        assertRefused(
                "courier: {templates: {recovery_code: {valid: {email: {subject: 'file:///nope.gotmpl'}}}}}",
                "courier.templates.recovery_code.valid.email.subject: can't be loaded: /nope.gotmpl does not exist");
        assertRefused(
                "serve: {public: {tls: {cert: {path: /nope.pem}, key: {path: /nope.key}}}}",
                "serve.public.tls.cert.path: does not exist",
                "serve.public.tls.key.path: does not exist");
    }

    private static void assertRefused(String yaml, String... lines) {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> StartChecks.check(Samples.smallWith(yaml)));

        assertThat(refused.problems()).map(Object::toString).containsExactly(lines);
        assertThat(refused.getMessage().lines()).hasSize(lines.length == 1 ? 1 : lines.length + 1);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
