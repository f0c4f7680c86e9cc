package io.ostiary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentOverridesTest {

    @Test
    void findsKeyByItsPathInCapitals() {
        Configuration configuration = Samples.smallWith(Map.of(
                "SELFSERVICE_FLOWS_LOGIN_LIFESPAN", "5m",
                "DSN", "memory",
                "LOG_LEVEL", "debug",
                "SERVE_PUBLIC_PORT", "5001",
                "DEV", "true",
                "SELFSERVICE_FLOWS_VERIFICATION_ENABLED", "1",
                "OSTIARY_WHOAMI_STALENESS_BOUND", "2s",
                "OSTIARY_CONFIG", "/etc/ostiary.yaml",
                "PATH", "/bin"));

        assertThat(configuration.duration("selfservice.flows.login.lifespan")).isEqualTo(Duration.ofMinutes(5));
        assertThat(configuration.text("dsn")).isEqualTo("memory");
        assertThat(configuration.text("log.level")).isEqualTo("debug");
        assertThat(configuration.integer("serve.public.port")).isEqualTo(5001);
        assertThat(configuration.isDevelopment()).isTrue();
        assertThat(configuration.bool("selfservice.flows.verification.enabled")).isTrue();
        assertThat(configuration.duration("ostiary.whoami.staleness_bound")).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void readsListsAndObjects() {
        Configuration configuration = Samples.smallWith(Map.of(
                "SELFSERVICE_ALLOWED_RETURN_URLS", "https://a.example.org,https://b.example.org",
                "SECRETS_COOKIE", "[\"a-secret-of-sixteen-or-more\"]",
                "COURIER_SMTP_HEADERS", "{\"X-A\": \"b\"}",
                "IDENTITY_SCHEMAS_0_URL", "https://schemas.example.org/a.json",
                "IDENTITY_SCHEMAS_1_ID", "second",
                "IDENTITY_SCHEMAS_1_URL", "https://schemas.example.org/b.json"));

        assertThat(configuration.list("selfservice.allowed_return_urls"))
                .isEqualTo(List.of("https://a.example.org", "https://b.example.org"));
        assertThat(configuration.list("secrets.cookie")).hasSize(1);
        assertThat(configuration.text("courier.smtp.headers.X-A")).isEqualTo("b");
        assertThat(configuration.text("identity.schemas.0.id")).isEqualTo("default");
        assertThat(configuration.text("identity.schemas.0.url")).isEqualTo("https://schemas.example.org/a.json");
        assertThat(configuration.text("identity.schemas.1.id")).isEqualTo("second");
    }

    @Test
    void laysListOverListIndexByIndex() {
        Configuration configuration =
                Configuration.load(Samples.FULL, Map.of("SELFSERVICE_ALLOWED_RETURN_URLS", "https://new.example.org/"));

        assertThat(configuration.list("selfservice.allowed_return_urls"))
                .containsExactly("https://new.example.org/", "https://other.example.org/");
    }

    @Test
    void namesVariableThatSetWrongValue() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Samples.smallWith(Map.of("SERVE_PUBLIC_PORT", "many")))
                .withMessageContaining("serve.public.port")
                .withMessageContaining("SERVE_PUBLIC_PORT")
                .withMessageNotContaining("many");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Samples.smallWith(Map.of("COURIER_SMTP", "nothing")))
                .withMessageContaining("COURIER_SMTP");
    }
}
