package io.ostiary.suite;

import io.ostiary.testkit.openid.OpenIdProvider;
import io.ostiary.testkit.server.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A configuration for tests, on free ports.
 *
 * @param folder where the file lies
 * @param publicPort public port
 * @param adminPort admin port
 * @param smtpPort port of the SMTP receiver
 * @param dsn database address
 * @param link whether the method {@code link} is enabled besides {@code code}
 * @param secondFactors whether there are second factors, and codes are one of them instead of signing in
 * @param methods further lines of {@code selfservice.methods}
 */
public record StackConfig(
        Path folder,
        int publicPort,
        int adminPort,
        int smtpPort,
        String dsn,
        boolean link,
        boolean secondFactors,
        String methods) {

    public static StackConfig in(Path folder) {
        return new StackConfig(
                folder, FreePorts.next(), FreePorts.next(), FreePorts.next(), "memory", false, false, "");
    }

    public StackConfig withDsn(String other) {
        return new StackConfig(folder, publicPort, adminPort, smtpPort, other, link, secondFactors, methods);
    }

    /** The same with recovery and verification by link, too. */
    public StackConfig withLink() {
        return new StackConfig(folder, publicPort, adminPort, smtpPort, dsn, true, secondFactors, methods);
    }

    /** The same with second factors; codes sign nobody in then. */
    public StackConfig withSecondFactors() {
        return new StackConfig(folder, publicPort, adminPort, smtpPort, dsn, link, true, methods);
    }

    /** The same with one more method. @param line such as {@code "passkey: {enabled: true}"} */
    public StackConfig withMethod(String line) {
        String more = methods + "    " + line + "\n";
        return new StackConfig(folder, publicPort, adminPort, smtpPort, dsn, link, secondFactors, more);
    }

    /** The same with social sign-in by one provider. @param kind such as {@code generic} */
    public StackConfig withProvider(OpenIdProvider provider, String id, String kind) {
        return withMethod("oidc: {enabled: true, config: {providers: [" + provider.entry(id, kind) + "]}}");
    }

    public String publicUrl() {
        return "http://127.0.0.1:" + publicPort;
    }

    public String adminUrl() {
        return "http://127.0.0.1:" + adminPort;
    }

    /** Writes the file, with the schema beside it. */
    public Path write() {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("person.schema.json"), SCHEMA);
            Path file = folder.resolve("ostiary-" + publicPort + ".yml");
            Files.writeString(file, yaml());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String yaml() {
        return """
        dsn: "%s"
        serve:
          public: {host: 127.0.0.1, port: %d, base_url: "%s/"}
          admin: {host: 127.0.0.1, port: %d, base_url: "%s/"}
        selfservice:
          default_browser_return_url: http://127.0.0.1:4455/
          methods:
            password: {enabled: true, config: {haveibeenpwned_enabled: false}}
            code: {enabled: true, passwordless_enabled: %s, mfa_enabled: %s}
            totp: {enabled: %s}
            lookup_secret: {enabled: %s}
            link: {enabled: %s}
        %s  flows:
            registration:
              enable_legacy_one_step: true
              after:
                password: {hooks: [{hook: session}, {hook: show_verification_ui}]}
                code: {hooks: [{hook: session}]}
                oidc: {hooks: [{hook: session}, {hook: show_verification_ui}]}
            verification: {enabled: true, use: code}
            recovery: {enabled: true, use: code}
        identity:
          default_schema_id: person
          schemas: [{id: person, url: "file://person.schema.json"}]
        feature_flags: {use_continue_with_transitions: true}
        hashers: {algorithm: bcrypt, bcrypt: {cost: 4}}
        secrets: {cookie: [a-cookie-secret-for-tests-only], cipher: [cipher-secret-for-tests-32-bytes]}
        courier:
          smtp:
            connection_uri: "smtp://127.0.0.1:%d/?disable_starttls=true"
            from_address: no-reply@example.org
          worker: {pull_wait: 100ms}
        # So that a hundred people at once are all let in.
        ostiary: {hashing: {pool: {queue: 200}}}
        """.formatted(
                        dsn,
                        publicPort,
                        publicUrl(),
                        adminPort,
                        adminUrl(),
                        !secondFactors,
                        secondFactors,
                        secondFactors,
                        secondFactors,
                        link,
                        methods,
                        smtpPort);
    }

    private static final String SCHEMA = """
            {
              "$id": "https://example.org/person.schema.json",
              "$schema": "http://json-schema.org/draft-07/schema#",
              "type": "object",
              "properties": {
                "traits": {
                  "type": "object",
                  "properties": {
                    "email": {
                      "type": "string",
                      "format": "email",
                      "ory.sh/kratos": {
                        "credentials": {
                          "password": {"identifier": true},
                          "code": {"identifier": true, "via": "email"}
                        },
                        "verification": {"via": "email"},
                        "recovery": {"via": "email"}
                      }
                    },
                    "name": {"type": "string"}
                  },
                  "required": ["email"],
                  "additionalProperties": false
                }
              }
            }
            """;
}
