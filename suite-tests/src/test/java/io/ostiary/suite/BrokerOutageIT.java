package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without the broker everything but the events goes on, and they catch up in order. */
class BrokerOutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void letsAPersonThroughWhileTheBrokerIsDownAndCatchesUpInOrder() throws Exception {
        StackConfig config = StackConfig.in(folder.resolve("config"));
        Path data = folder.resolve("data");
        try (Mailbox mailbox = new Mailbox(config);
                RunningStack stack = RunningStack.start(config, data)) {
            long broker = RunningStack.pidOf(data, "kafka");
            Path hold = Files.createFile(data.resolve("kafka.hold"));
            RunningStack.signal("KILL", broker);
            Awaitility.await("the broker is gone")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> !Ports.isOpen(brokerPort(stack)));
            long down = System.nanoTime();

            Person person = new Person(config);
            person.register();
            person.verify(mailbox.awaitCode(person.email()));
            String token = person.logIn();
            person.whoami(token).expect(200);
            assertThat(Http.get(config.publicUrl() + "/health/ready").status()).isEqualTo(200);
            assertThat(Http.get(config.adminUrl() + "/health/ready").status()).isEqualTo(200);
            person.logOut(token);
            person.whoami(token).expect(401);
            assertThat(Ports.isOpen(brokerPort(stack))).isFalse();

            Thread.sleep(Math.max(0, OUTAGE.toMillis() - (System.nanoTime() - down) / 1_000_000));
            Files.delete(hold);
            try (Events events = new Events(stack.bootstrapServers(), "identity.events")) {
                assertThat(events.typesOf(person.identity(), 2, Duration.ofSeconds(60)))
                        .containsExactly("identity.registered", "identity.address_verified");
            }
        }
    }

    private static int brokerPort(RunningStack stack) {
        return Integer.parseInt(stack.bootstrapServers().split(":")[1]);
    }
}
