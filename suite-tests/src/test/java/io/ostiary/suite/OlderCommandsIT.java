package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.testkit.server.FreePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines that scripts of version 0.5 have, on a file in its keys. */
class OlderCommandsIT {

    private static final String PASSWORD = "korrekt-Pferd-91x";

    @TempDir
    Path folder;

    private final int publicPort = FreePorts.next();
    private final int adminPort = FreePorts.next();
    private String dsn;
    private Path file;

    @BeforeEach
    void writeFiles() throws IOException {
        dsn = "sqlite://" + folder + "/kratos.sqlite?_fk=true&mode=rwc";
        StackConfig.in(folder).write();
        file = Files.writeString(
                folder.resolve("kratos.yml"), """
                version: v0.5.4-alpha.1
                dsn: memory
                serve:
                  public: {base_url: "http://127.0.0.1:%1$d/", host: 127.0.0.1, port: %1$d}
                  admin: {base_url: "http://127.0.0.1:%2$d/", host: 127.0.0.1, port: %2$d}
                selfservice:
                  default_browser_return_url: http://127.0.0.1:4455/
                  whitelisted_return_urls: [http://127.0.0.1:4455]
                  methods: {password: {enabled: true}}
                  flows: {registration: {after: {password: {hooks: [{hook: session}]}}}}
                secrets: {cookie: [a-cookie-secret-for-tests-only]}
                hashers: {argon2: {parallelism: 1, memory: 8192, iterations: 1, salt_length: 16, key_length: 16}}
                identity: {default_schema_url: "file://%3$s/person.schema.json"}
                courier: {smtp: {connection_uri: "smtp://127.0.0.1:%4$d/?disable_starttls=true"}}
                """.formatted(publicPort, adminPort, folder, FreePorts.next()));
    }

    @Test
    void migrateAndServeWorkOnTheSameStore() throws Exception {
        String byFile = run("-c", file.toString(), "migrate", "sql", "-e", "--yes");
        String byFolder = run("-c", folder.toString(), "migrate", "sql", "-e", "--yes");

        assertThat(byFile).containsPattern("identity version \\S+, [1-9]\\d* applied");
        assertThat(byFolder).containsPattern("identity version \\S+, 0 applied");
        assertThat(folder.resolve("kratos.sqlite.ostiary/postgresql/cluster")).isDirectory();
        try (RunningStack stack = serve()) {
            assertThat(stack.data()).isEqualTo(folder.resolve("kratos.sqlite.ostiary"));
            form("registration", "traits.email").expect(200);
        }
        try (RunningStack again = serve()) {
            assertThat(form("login", "identifier").expect(200).text("/session_token"))
                    .isNotEmpty();
            assertThat(again.output())
                    .contains("identity.default_schema_url has a newer name: identity.schemas")
                    .contains("selfservice.whitelisted_return_urls has a newer name");
        }
    }

    @Test
    void calibratesArgon2() throws Exception {
        assertThat(run("hashers", "argon2", "calibrate", "1s"))
                .contains("argon2:")
                .containsPattern("iterations: \\d+")
                .containsPattern("memory: \\d+MB");
    }

    private RunningStack serve() {
        return RunningStack.startWith(
                List.of("serve", "-c", file.toString(), "--dev"), Map.of("DSN", dsn, "LOG_LEVEL", "trace"));
    }

    private String run(String... arguments) throws Exception {
        Process process = RunningStack.run(List.of(arguments), Map.of("DSN", dsn));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private Http.Answer form(String flow, String name) {
        String action = Http.get("http://127.0.0.1:" + publicPort + "/self-service/" + flow + "/api")
                .expect(200)
                .text("/methods/password/config/action");
        ObjectNode form =
                Http.JSON.createObjectNode().put(name, "ann@example.org").put("password", PASSWORD);
        return Http.post(action, form);
    }
}
