package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start contract: side by side, all ways to end, and what comes after. */
class StackLifecycleIT {

    @TempDir
    Path folder;

    @Test
    void runsSideBySideAndLeavesNothingAfterSigtermOrSigkill() {
        StackConfig first = StackConfig.in(folder.resolve("first"));
        StackConfig second = StackConfig.in(folder.resolve("second"));
        try (RunningStack one = RunningStack.start(first, null);
                RunningStack two = RunningStack.start(second, null)) {
            List<ProcessHandle> ofOne = one.processes();
            List<ProcessHandle> ofTwo = two.processes();
            Path data = one.data();
            assertThat(ofOne).hasSizeGreaterThan(7);

            assertThat(one.terminate(Duration.ofSeconds(10)))
                    .as("ended in 10 s")
                    .isTrue();
            assertThat(one.exitCode()).isZero();
            assertNothingIsLeft(ofOne, first, Duration.ofMillis(500));
            assertThat(data).doesNotExist();

            assertThat(Http.get(second.publicUrl() + "/health/ready").status()).isEqualTo(200);
            Http.get(second.adminUrl() + "/admin/identities").expect(200);

            two.kill();
            assertNothingIsLeft(ofTwo, second, Duration.ofSeconds(5));
        }
    }

    @Test
    void keepsItsDataOverTheDeathOfItsProcessGroup() {
        StackConfig config = StackConfig.in(folder.resolve("config"));
        Path data = folder.resolve("data");
        Person person = new Person(config);
        try (RunningStack stack = RunningStack.start(config, data)) {
            person.register();
            List<ProcessHandle> processes = stack.processes();
            stack.killGroup();
            assertNothingIsLeft(processes, config, Duration.ofSeconds(5));
        }
        try (RunningStack stack = RunningStack.start(config, data)) {
            assertThat(person.whoami(person.logIn()).status()).isEqualTo(200);
            try (Events events = new Events(stack.bootstrapServers(), "identity.events")) {
                assertThat(events.typesOf(person.identity(), 1, Duration.ofSeconds(20)))
                        .first()
                        .isEqualTo("identity.registered");
            }
        }
    }

    @Test
    void namesTheWrongKey() throws Exception {
        Path file = StackConfig.in(folder).write();
        Files.writeString(file, Files.readString(file).replace("disable_starttls", "x") + "sessoin: {}\n");
        Process process = RunningStack.run(List.of("serve", "-c", file.toString(), "--dev"), Map.of());
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isNotZero();
        assertThat(output).contains("sessoin");
    }

    @Test
    void namesTheVariableThatIsOfTheWrongKind() throws Exception {
        Path file = StackConfig.in(folder).write();
        Process process = RunningStack.run(
                List.of("serve", "-c", file.toString(), "--dev"), Map.of("SESSION_LIFESPAN", "tomorrow"));
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isNotZero();
        assertThat(output).contains("session.lifespan");
    }

    private static void assertNothingIsLeft(List<ProcessHandle> processes, StackConfig config, Duration limit) {
        Awaitility.await("processes and ports are gone")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    assertThat(processes).noneMatch(RunningStack::isRunning);
                    assertThat(Ports.isOpen(config.publicPort())).isFalse();
                    assertThat(Ports.isOpen(config.adminPort())).isFalse();
                });
    }
}
