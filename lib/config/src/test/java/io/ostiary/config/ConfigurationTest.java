package io.ostiary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    record CookieConfig(String name, String domain, String sameSite, boolean persistent) {}

    record LoginConfig(Duration lifespan, String uiUrl, String style) {}

    record CourierConfig(Smtp smtp) {
        record Smtp(Secret connectionUri, String fromAddress, Map<String, String> headers) {}
    }

    record SchemaConfig(String id, String url, boolean selfserviceSelectable) {}

    @Test
    void fillsDefaultsOfSchema() {
        Configuration configuration = Samples.small();

        assertThat(configuration.integer("serve.public.port")).isEqualTo(4433);
        assertThat(configuration.integer("serve.admin.port")).isEqualTo(4434);
        assertThat(configuration.duration("session.lifespan")).isEqualTo(Duration.ofHours(24));
        assertThat(configuration.text("session.cookie.name")).isEqualTo("ory_kratos_session");
        assertThat(configuration.text("hashers.algorithm")).isEqualTo("bcrypt");
        assertThat(configuration.integer("hashers.bcrypt.cost")).isEqualTo(12);
        assertThat(configuration.size("hashers.argon2.memory").kibibytes()).isEqualTo(131072);
        assertThat(configuration.duration("selfservice.flows.settings.privileged_session_max_age"))
                .isEqualTo(Duration.ofHours(1));
        assertThat(configuration.duration("selfservice.flows.login.lifespan")).isEqualTo(Duration.ofHours(1));
        assertThat(configuration.integer("courier.message_retries")).isEqualTo(5);
        assertThat(configuration.bool("selfservice.methods.password.enabled")).isTrue();
        assertThat(configuration.bool("selfservice.methods.totp.enabled")).isFalse();
        assertThat(configuration.bool("selfservice.flows.verification.enabled")).isFalse();
        assertThat(configuration.text("selfservice.flows.verification.use")).isEqualTo("code");
        assertThat(configuration.list("serve.public.cors.allowed_methods")).contains("PATCH");
        assertThat(configuration.duration("ostiary.whoami.staleness_bound")).isEqualTo(Duration.ofSeconds(1));
        assertThat(configuration.warnings()).isEmpty();
        assertThat(configuration.isDevelopment()).isFalse();
    }

    @Test
    void derivesDefaultsFromOtherKeys() {
        Configuration configuration = Samples.smallWith("""
                        serve: {public: {host: 127.0.0.1, port: 5000}}
                        cookies: {domain: example.org, same_site: Strict}
                        session: {lifespan: 2h}
                        ostiary: {ui: {port: 7777}}
                        """);

        assertThat(configuration.text("serve.public.base_url")).isEqualTo("http://127.0.0.1:5000/");
        assertThat(configuration.text("serve.admin.base_url")).isEqualTo("http://127.0.0.1:4434/");
        assertThat(configuration.text("session.cookie.domain")).isEqualTo("example.org");
        assertThat(configuration.text("session.cookie.same_site")).isEqualTo("Strict");
        assertThat(configuration.text("session.cookie.path")).isEqualTo("/");
        assertThat(configuration.duration("session.earliest_possible_extend")).isEqualTo(Duration.ofHours(2));
        assertThat(configuration.text("selfservice.flows.login.ui_url")).isEqualTo("http://127.0.0.1:7777/login");
        assertThat(configuration.has("session.cookie.secure")).isFalse();
    }

    @Test
    void bindsSectionsToRecords() {
        Configuration configuration = Samples.full();

        assertThat(configuration.section("session.cookie", CookieConfig.class))
                .isEqualTo(new CookieConfig("sid", "example.org", "Strict", true));
        assertThat(configuration
                        .section("selfservice.flows.login", LoginConfig.class)
                        .lifespan())
                .isEqualTo(Duration.ofMinutes(10));
        CourierConfig.Smtp smtp =
                configuration.section("courier", CourierConfig.class).smtp();
        assertThat(smtp.connectionUri().reveal()).startsWith("smtps://mailer:");
        assertThat(smtp.toString()).doesNotContain("pw-77aa");
        assertThat(smtp.headers()).containsEntry("X-Sender", "identity");
        assertThat(configuration.list("identity.schemas", SchemaConfig.class))
                .containsExactly(
                        new SchemaConfig("person", "base64://e30=", false),
                        new SchemaConfig("staff", "https://schemas.example.org/staff.json", false));
        assertThat(configuration.text("identity.schemas.1.id")).isEqualTo("staff");
        assertThat(configuration.secrets("secrets.cookie"))
                .containsExactly(Secret.of("cookie-secret-number-two"), Secret.of("cookie-secret-number-one"));
        assertThat(configuration.optionalSection("ostiary.nothing", LoginConfig.class))
                .isEmpty();
        assertThat(configuration.section("ostiary.nothing", LoginConfig.class))
                .isEqualTo(new LoginConfig(null, null, null));
        assertThat(configuration.optionalInteger("ostiary.database.session.pool_size"))
                .contains(12);
        assertThat(configuration.list("selfservice.nothing")).isEmpty();
    }

    @Test
    void namesKeyThatIsMissingOrOfAnotherKind() {
        Configuration configuration = Samples.small();

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> configuration.text("dsn"))
                .withMessageContaining("dsn: is missing");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> configuration.duration("hashers.algorithm"))
                .withMessageContaining("hashers.algorithm");
        assertThat(configuration.optionalSecret("dsn")).isEmpty();
    }

    @Test
    void warnsOfKeysWithoutEffect() {
        List<String> warnings = Samples.full().warnings();

        assertThat(warnings).isNotEmpty().noneMatch(line -> line.startsWith("selfservice.flows.login"));
        assertThat(String.join("\n", warnings)).doesNotContain("pw-");
        assertThat(Samples.smallWith("log: {leak_sensitive_values: true}").warnings())
                .containsExactly("log.leak_sensitive_values is set, but has no effect in this version");
        assertThat(Samples.smallWith("ostiary: {events: {relay: true, retention: 24h}}")
                        .warnings())
                .containsExactly("ostiary.events.relay is set, but has no effect in this version");
        assertThat(Samples.smallWith("selfservice: {methods: {totp: {enabled: false}}}")
                        .warnings())
                .isEmpty();
    }

    @Test
    void warnsOfValuesWithoutEffectBelowKeysThatHaveOne() {
        assertThat(Samples.smallWith("""
                                        {courier: {delivery_strategy: http}, log: {format: text},
                                        selfservice: {methods: {link: {config: {base_url: "https://l.example.org"}, enabled: true}},
                                        flows: {registration: {after: {password: {hooks: [{hook: session}, {hook: web_hook,
                                        config: {url: 'https://h.example.org/secret', method: POST, body: 'base64://e30='}}]}}},
                                        login: {before: {hooks: [{hook: b2b_sso, config: {}}]}}}}}
                                        """).warnings())
                .containsExactlyInAnyOrder(
                        "courier.delivery_strategy is http, which has no effect in this version",
                        "selfservice.methods.link.config.base_url is set, but has no effect in this version",
                        "selfservice.flows.login.before.hooks.0.hook is b2b_sso, which has no effect in this version");
        assertThat(Samples.smallWith("courier: {delivery_strategy: smtp}").warnings())
                .isEmpty();
    }

    @Test
    void sharesTheSecretsThatThereAre() {
        Secret secret = Secret.of("a-secret-of-thirty-two-letters-.");
        for (String key : new String[] {"default", "cookie", "cipher"}) {
            Configuration configuration = Samples.smallWith("secrets: {%s: [%s]}".formatted(key, secret.reveal()));
            assertThat(configuration.requireSecrets().secrets("secrets.cookie")).containsExactly(secret);
            assertThat(configuration.secrets("secrets.cipher")).containsExactly(secret);
        }
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Samples.smallWith("log: {level: info}").requireSecrets())
                .withMessageContaining("secrets.default");
    }

    @Test
    void loadsForProcessThatIsNotGivenSecrets(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.yaml"), Files.readString(Samples.SMALL) + "ciphers: {algorithm: aes}\n");

        assertThat(Configuration.loadWithoutSecrets(file, Map.of()).has("secrets.cipher"))
                .isFalse();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(file, Map.of()))
                .withMessageContaining("secrets");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.loadWithoutSecrets(file, Map.of("LOG_LEVEL", "loud")))
                .withMessageContaining("log.level");
    }

    @Test
    void saysWhatIsWrongWithFile(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: 1\nsecrets: [pw-1, pw-2\nb: }");
        Path twice = Files.writeString(folder.resolve("twice.json"), "{\"dsn\": \"pw-1\", \"dsn\": \"pw-2\"}");
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "# nothing\n");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(folder.resolve("absent.yaml"), Map.of()))
                .withMessageContaining("does not exist");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(broken, Map.of()))
                .withMessageContaining("line 3")
                .withMessageNotContaining("pw-");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(twice, Map.of()))
                .withMessageContaining("twice")
                .withMessageNotContaining("pw-");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(empty, Map.of()))
                .withMessageContaining("holds no keys");
    }

    @Test
    void laysLaterFilesOverEarlierOnes(@TempDir Path folder) throws IOException {
        Path below = Files.createDirectory(folder.resolve("below"));
        Files.writeString(below.resolve("schema.json"), "{\"title\": \"beside the first\"}");
        Path first = Files.writeString(
                below.resolve("a.yaml"),
                Files.readString(Samples.SMALL).replaceAll("file://[^ '\"\n]*", "file://schema.json")
                        + "log: {level: info}\ncookies: {path: /a, domain: example.org}\n");
        Path second = Files.writeString(folder.resolve("b.json"), "{\"cookies\": {\"path\": \"/b\"}}");

        Configuration configuration = Configuration.load(Path.of(first + "," + second), Map.of());

        assertThat(configuration.text("cookies.path")).isEqualTo("/b");
        assertThat(configuration.text("cookies.domain")).isEqualTo("example.org");
        assertThat(configuration.resources().readText(configuration.text("identity.schemas.0.url")))
                .contains("beside the first");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(Path.of(first + "," + folder.resolve("absent.yaml")), Map.of()))
                .withMessageContaining("absent.yaml: does not exist");
    }

    @Test
    void saysThatTomlIsNotRead(@TempDir Path folder) throws IOException {
        for (String text : List.of("dsn = \"memory\"\n", "[serve]\nport = 1\n", "# nothing\n")) {
            Path file = Files.writeString(folder.resolve("kratos.toml"), text);

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> Configuration.load(file, Map.of()))
                    .withMessageContaining("TOML, which isn't read here");
        }
    }

    @Test
    void refusesACertificateWithoutKeyAndTheOtherWayRound() {
        for (String part :
                List.of("cert: {path: a}", "key: {path: a}", "cert: {base64: YQ==}", "key: {base64: YQ==}")) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> Samples.smallWith("serve: {public: {tls: {%s}}}".formatted(part)))
                    .withMessageContaining("serve.public.tls: needs a certificate and a key");
        }
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() ->
                        Samples.smallWith("serve: {admin: {tls: {cert: {path: a, base64: YQ==}, key: {path: b}}}}"))
                .withMessageContaining("serve.admin.tls.cert: has a path and base64");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Samples.smallWith("courier: {smtp: {client_cert_path: a}}"))
                .withMessageContaining("courier.smtp: client_cert_path and client_key_path need each other");
        assertThat(Samples.smallWith("serve: {public: {tls: {cert: {path: a}, key: {base64: YQ==}}}}")
                        .text("serve.public.base_url"))
                .startsWith("https://");
    }

    @Test
    void findsFilesOfTheWorkingFolderToo(@TempDir Path folder) throws IOException {
        Path beside = Files.createDirectory(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("work/dir"));
        Files.writeString(folder.resolve("work/dir/b.json"), "{}");
        Files.writeString(beside.resolve("a.json"), "{}");
        Path file = Files.writeString(beside.resolve("c.yml"), """
                identity: {default_schema_id: a, schemas: [{id: a, url: 'file://a.json'},
                  {id: b, url: 'file://./dir/b.json'}, {id: c, url: 'file://nowhere.json'}]}
                selfservice: {default_browser_return_url: 'http://127.0.0.1/'}
                """);

        assertThat(RelativeFiles.in(folder.resolve("work"), Configuration.load(file, Map.of())))
                .containsExactly(Map.entry("IDENTITY_SCHEMAS_1_URL", "file://" + folder.resolve("work/dir/b.json")));
    }
}
