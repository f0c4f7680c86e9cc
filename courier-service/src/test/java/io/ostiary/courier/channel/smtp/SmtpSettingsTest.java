package io.ostiary.courier.channel.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.contract.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmtpSettingsTest {

    @Test
    void encryptsUnlessToldOtherwise() {
        assertThat(settings("smtp://h:25/").encryption()).isEqualTo(SmtpSettings.Encryption.STARTTLS);
        assertThat(settings("smtp://h:25/?disable_starttls=true").encryption()).isEqualTo(SmtpSettings.Encryption.NONE);
        assertThat(settings("smtps://h/").encryption()).isEqualTo(SmtpSettings.Encryption.TLS);
    }

    @Test
    void readsLoginPortAndCertificateCheck() {
        SmtpSettings settings = settings("smtps://me%40example.org:p+%2F%3A@h/?skip_ssl_verify=true");

        assertThat(settings.user()).isEqualTo("me@example.org");
        assertThat(settings.password().reveal()).isEqualTo("p+/:");
        assertThat(settings.port()).isEqualTo(465);
        assertThat(settings.verifiesServer()).isFalse();
        assertThat(settings.toString()).doesNotContain("p+/:");
        assertThat(settings("smtp://h/").port()).isEqualTo(587);
    }

    @Test
    void namesTheKeyAndHidesTheAddress() {
        assertThatThrownBy(() -> settings("smtp://user:hush@"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("courier.smtp.connection_uri")
                .hasMessageNotContaining("hush");
    }

    private static SmtpSettings settings(String uri) {
        ObjectNode tree = (ObjectNode) Json.tree(Map.of(
                "dsn", "memory",
                "selfservice", Map.of("default_browser_return_url", "http://127.0.0.1/"),
                "identity", Map.of("schemas", List.of(Map.of("id", "default", "url", "base64://e30="))),
                "courier", Map.of("smtp", Map.of("connection_uri", uri))));
        return SmtpSettings.of(Configuration.of(tree, Map.of(), Path.of("."))).orElseThrow();
    }

    @Test
    void takesHostNamesWithUnderscores() {
        assertThat(settings("smtp://mail_hog:1025/?disable_starttls=true").host())
                .isEqualTo("mail_hog");
        assertThat(settings("smtp://[::1]:25/").host()).isEqualTo("::1");
    }
}
