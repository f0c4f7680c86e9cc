package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * flow-service dies between the calls of a submission; what was decided before is carried out after
 * its restart.
 */
class ServiceDeathIT {

    @TempDir static Path folder;

    private static StackConfig config;
    private static Path data;
    private static Mailbox mailbox;
    private static RunningStack stack;

    @BeforeAll
    static void start() {
        config = StackConfig.in(folder.resolve("config"));
        data = folder.resolve("data");
        mailbox = new Mailbox(config);
        stack = RunningStack.start(config, data);
    }

    @AfterAll
    static void stop() {
        stack.close();
        mailbox.close();
    }

    @Test
    void finishesARegistrationWhoseFlowServiceDied() {
        Person person = new Person(config);
        String action = person.beginRegistration();

        killFlowServiceWhileItWaitsFor("identity-service", () -> person.submitRegistration(action));

        assertThat(person.whoami(person.logIn()).status()).isEqualTo(200);
        assertThat(mailbox.awaitCode(person.email())).hasSize(6);
        String identity = person.whoami(person.logIn()).text("/identity/id");
        try (Events events = new Events(stack.bootstrapServers(), "identity.events")) {
            assertThat(events.typesOf(identity, 1, Duration.ofSeconds(20)))
                    .containsExactly("identity.registered");
        }
        assertThat(mailbox.to(person.email())).hasSize(1);
    }

    @Test
    void logsInAfterALoginWhoseFlowServiceDied() {
        Person person = new Person(config);
        person.register();
        String action = person.beginLogin();

        killFlowServiceWhileItWaitsFor("session-service", () -> person.submitLogin(action));

        assertThat(person.whoami(person.logIn()).status()).isEqualTo(200);
    }

    @Test
    void finishesAVerificationWhoseFlowServiceDied() {
        Person person = new Person(config);
        person.register();
        String code = mailbox.awaitCode(person.email());

        killFlowServiceWhileItWaitsFor(
                "identity-service",
                () -> {
                    person.verify(code);
                    return null;
                });

        Awaitility.await("the address is verified")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                Http.get(
                                                                config.adminUrl()
                                                                        + "/admin/identities/"
                                                                        + person.identity())
                                                        .expect(200)
                                                        .body()
                                                        .at("/verifiable_addresses/0/verified")
                                                        .asBoolean())
                                        .isTrue());
        try (Events events = new Events(stack.bootstrapServers(), "identity.events")) {
            assertThat(events.typesOf(person.identity(), 2, Duration.ofSeconds(20)))
                    .containsExactly("identity.registered", "identity.address_verified");
        }
    }

    /**
     * Pauses the callee, sends the request, kills flow-service while it waits for the callee, and
     * lets that go on: the call itself is carried out, but nobody is there to hear its answer.
     */
    private static void killFlowServiceWhileItWaitsFor(
            String callee, Supplier<Http.Answer> request) {
        long calleePid = RunningStack.pidOf(data, callee);
        long flowPid = RunningStack.pidOf(data, "flow-service");
        RunningStack.signal("STOP", calleePid);
        try {
            CompletableFuture<Http.Answer> answer = CompletableFuture.supplyAsync(request);
            pause(Duration.ofMillis(700));
            assertThat(answer).isNotDone();
            RunningStack.signal("KILL", flowPid);
        } finally {
            RunningStack.signal("CONT", calleePid);
        }
        Awaitility.await("flow-service is back")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                RunningStack.pidOf(data, "flow-service") != flowPid
                                        && Http.get(config.publicUrl() + "/health/ready").status()
                                                == 200);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
