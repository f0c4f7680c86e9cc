package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clients of version 0.5.4, unchanged, against both ports in the older contract: register, sign in, change the password,
 * recover, read and end a session, and keep identities as an operator. They come from their registries, so Node and Go and a
 * way there are needed; without them a test is skipped.
 */
class OlderClientsIT {

    private static final Path CLIENTS = Path.of(System.getProperty("ostiary.home"), "suite-tests", "older-clients")
            .toAbsolutePath()
            .normalize();
    private static final int LIMIT_MINUTES = 5;

    /** What npm and Go say without a network. */
    private static final Pattern NO_WAY = Pattern.compile(
            "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|no such host|connection refused|i/o timeout|network is unreachable");

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static RunningStack stack;
    private static Mailbox mailbox;

    @BeforeAll
    static void start() throws IOException {
        config = StackConfig.in(folder).withLink();
        Path file = config.write();
        String older = Files.readString(file)
                .replace("ostiary: {", "ostiary: {compatibility: v0.5, ")
                .replace("id: person,", "id: default,")
                .replace("default_schema_id: person", "default_schema_id: default");
        mailbox = new Mailbox(config);
        stack = RunningStack.startFile(Files.writeString(file, older), null);
    }

    @AfterAll
    static void stop() {
        stack.close();
        mailbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@oryd/kratos-client", "@ory/kratos-client"})
    void theJavaScriptClientWorks(String client) throws Exception {
        Path npm = copied("npm", "npm");
        fetch(npm, List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
        String said = run(npm, List.of("node", "walk.js", client, config.publicUrl(), config.adminUrl()));
        assertThat(said).endsWith(client + ": all steps\n");
    }

    @Test
    void theGoClientWorks() throws Exception {
        Path go = copied("go", "go");
        fetch(go, List.of("go", "mod", "download"));
        String said = run(go, List.of("go", "run", ".", config.publicUrl(), config.adminUrl()));
        assertThat(said).endsWith("kratos-client-go: all steps\n");
    }

    /** A copy to work in, when the program is there. */
    private static Path copied(String program, String name) throws IOException {
        Assumptions.assumeTrue(isOnPath(program), program + " is not on the PATH");
        Path copy = Files.createTempDirectory(folder, name);
        try (var files = Files.list(CLIENTS.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static boolean isOnPath(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Has a client come from its registry, if there is a way to it. */
    private static void fetch(Path where, List<String> command) throws IOException, InterruptedException {
        Said said = say(where, command);
        Assumptions.assumeFalse(
                !said.well() && NO_WAY.matcher(said.output()).find(),
                "there is no way to the registry: " + said.output());
        assertThat(said.well()).as(said.output()).isTrue();
    }

    private static String run(Path where, List<String> command) throws IOException, InterruptedException {
        Said said = say(where, command);
        assertThat(said.well()).as(said.output()).isTrue();
        return said.output();
    }

    /** What a program wrote, and whether it ended well. */
    private record Said(String output, boolean well) {}

    private static Said say(Path where, List<String> command) throws IOException, InterruptedException {
        Path said = where.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        return new Said(Files.readString(said, StandardCharsets.UTF_8), ended && process.exitValue() == 0);
    }
}
