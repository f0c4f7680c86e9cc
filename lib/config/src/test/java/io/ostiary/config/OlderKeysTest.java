package io.ostiary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OlderKeysTest {

    private static final String OLDER = """
            version: v0.4.6-alpha.1
            dsn: memory
            serve:
              public: {base_url: "http://127.0.0.1:4433/", cors: {enabled: true}}
              admin: {base_url: "http://kratos:4434/"}
            selfservice:
              default_browser_return_url: http://127.0.0.1:4455/
              whitelisted_return_urls: [http://127.0.0.1:4455]
              methods: {password: {enabled: true}}
              flows:
                settings: {ui_url: "http://127.0.0.1:4455/settings", after: {profile: {hooks: [{hook: verify}]}}}
                verification: {enabled: true, ui_url: "http://127.0.0.1:4455/verify"}
            secrets: {cookie: [PLEASE-CHANGE-ME-I-AM-VERY-INSECURE]}
            hashers: {argon2: {parallelism: 1, memory: 131072, iterations: 2, salt_length: 16, key_length: 16}}
            identity: {default_schema_url: "file:///etc/config/kratos/identity.schema.json"}
            courier: {smtp: {connection_uri: "smtps://test:test@mailslurper:1025/?skip_ssl_verify=true"}}
            """;

    @TempDir
    Path folder;

    @Test
    void readsAFileInKeysOfVersion05() throws IOException {
        Configuration configuration = load(OLDER);

        assertThat(configuration.text("identity.schemas.0.url"))
                .isEqualTo("file:///etc/config/kratos/identity.schema.json");
        assertThat(configuration.text("identity.default_schema_id")).isEqualTo("default");
        assertThat(configuration.list("selfservice.allowed_return_urls")).containsExactly("http://127.0.0.1:4455");
        assertThat(configuration.size("hashers.argon2.memory").kibibytes()).isEqualTo(131072);
    }

    @Test
    void keepsWhatAnAbsentKeyMeantThen() throws IOException {
        Configuration configuration = load(OLDER);

        assertThat(configuration.text("hashers.algorithm")).isEqualTo("argon2");
        assertThat(configuration.bool("selfservice.methods.link.enabled")).isTrue();
        assertThat(configuration.bool("selfservice.methods.code.enabled")).isFalse();
        assertThat(configuration.text("selfservice.flows.verification.use")).isEqualTo("link");
        assertThat(configuration.integer("selfservice.methods.password.config.min_password_length"))
                .isEqualTo(6);
    }

    @Test
    void speaksTheOlderContractUnlessToldOtherwise() throws IOException {
        assertThat(load(OLDER).text("ostiary.compatibility")).isEqualTo("v0.5");
        assertThat(load(OLDER + "ostiary: {compatibility: current}\n").text("ostiary.compatibility"))
                .isEqualTo("current");
    }

    @Test
    void saysALineForEachKeyThatHasANewerName() throws IOException {
        assertThat(load(OLDER).warnings())
                .anyMatch(line -> line.contains("identity.default_schema_url has a newer name"))
                .anyMatch(line -> line.contains("selfservice.whitelisted_return_urls has a newer name"))
                .anyMatch(line -> line.contains("hashers.argon2.memory"))
                .anyMatch(line -> line.contains("the hook verify is left out"));
    }

    @Test
    void leavesOtherFilesAlone() {
        assertThat(Samples.small().text("ostiary.compatibility")).isEqualTo("current");
        assertThat(Samples.small().text("hashers.algorithm")).isEqualTo("bcrypt");
    }

    @Test
    void writesTheFileInTodaysKeys() throws IOException {
        Path older = Files.writeString(folder.resolve("kratos.yml"), OLDER);
        Path newer = Files.writeString(
                folder.resolve("new.yml"), OlderConfiguration.translate(older).yaml());

        Configuration configuration = Configuration.load(newer, Map.of());

        assertThat(Files.readString(newer)).doesNotContain("whitelisted").doesNotContain("default_schema_url");
        assertThat(configuration.warnings()).noneMatch(line -> line.contains("newer name"));
        assertThat(configuration.text("ostiary.compatibility")).isEqualTo("v0.5");
    }

    private Configuration load(String yaml) throws IOException {
        return Configuration.load(Files.writeString(folder.resolve("kratos.yml"), yaml), Map.of());
    }
}
