package io.ostiary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ostiary.config.ConfigurationException.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaValidationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "surprise: 1 | surprise | is no key",
                "selfservice: {flows: {login: {lifespann: 1h}}} | selfservice.flows.login.lifespann | is no key",
                "courier: {worker: {pul_count: 1}} | courier.worker.pul_count | is no key",
                "ostiary: {whoami: {bound: 1s}} | ostiary.whoami.bound | is no key",
                "serve: {public: {port: '4433'}} | serve.public.port | must be a whole number",
                "serve: {public: {port: 70000}} | serve.public.port | at most 65535",
                "session: {lifespan: soon} | session.lifespan | a duration",
                "session: {lifespan: 9999999999h} | session.lifespan | shorter than 292 years",
                "session: {lifespan: 5} | session.lifespan | must be a text",
                "hashers: {algorithm: md5} | hashers.algorithm | one of argon2; bcrypt",
                "hashers: {argon2: {memory: much}} | hashers.argon2.memory | a size",
                "secrets: {cookie: [short]} | secrets.cookie.0 | at least 16 characters",
                "identity: {schemas: []} | identity.schemas | at least 1 entries",
                "log: loud | log | a section with keys",
                "courier: {smtp: {from_address: nobody}} | courier.smtp.from_address | no valid email",
                "ciphers: {algorithm: aes} | secrets | is missing",
                "selfservice: {methods: {webauthn: {enabled: true}}} | selfservice.methods.webauthn.config | is missing",
            })
    void namesPathAndReason(String yaml, String path, String reason) {
        assertThat(problemsOf(yaml)).anySatisfy(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.reason()).contains(reason.replace(';', ','));
        });
    }

    @Test
    void takesAnAddressToReturnToWithLettersBeyondAscii() {
        String address = "https://müller.example.org/über";

        assertThat(Samples.smallWith("selfservice: {default_browser_return_url: '" + address + "'}")
                        .text("selfservice.default_browser_return_url"))
                .isEqualTo(address);
    }

    @Test
    void namesEachWrongKeyOnce() {
        assertThat(problemsOf("{surprise: 1, session: {lifespan: soon}, serve: {admin: {port: x}}}"))
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("surprise", "session.lifespan", "serve.admin.port");
    }

    @Test
    void speaksOfTheHookThatWasWritten() {
        String hook = "selfservice: {flows: {registration: {after: {password: {hooks: [{hook: web_hook, config:"
                + " {url: 'https://h.example.org', method: POST, retry: 5}}]}}}}}";

        assertThat(problemsOf(hook))
                .extracting(Problem::path)
                .containsExactly("selfservice.flows.registration.after.password.hooks.0.config.retry");
    }

    @Test
    void refusesUnknownHook() {
        assertThat(problemsOf("selfservice: {flows: {login: {after: {hooks: [{hook: dance}]}}}}"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("selfservice.flows.login.after.hooks.0.hook");
                    assertThat(problem.reason()).contains("web_hook", "require_verified_address");
                });
    }

    @Test
    void neverQuotesValue() {
        String yaml = "{dsn: 5, secrets: {cookie: [pw-1], cipher: [pw-2]}, courier: {smtp: {connection_uri: pw-3}},"
                + " selfservice: {methods: {oidc: {config: {providers: [{id: a, client_secret: [pw-4]}]}}}}}";

        ConfigurationException refused = refusal(yaml);

        assertThat(refused).hasMessageContaining("secrets.cipher.0").hasMessageNotContaining("pw-");
    }

    private static List<Problem> problemsOf(String yaml) {
        return refusal(yaml).problems();
    }

    private static ConfigurationException refusal(String yaml) {
        return catchThrowableOfType(ConfigurationException.class, () -> Samples.smallWith(yaml));
    }
}
