package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * flow-service dies exactly between two steps of a submission: a lock on the table that the next
 * step writes to stops it there. What was decided before is carried out after its restart, once.
 */
class KilledBetweenCallsIT {

    private static final Duration EFFECTS = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

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
    void finishesARegistrationAfterTheIdentityWasCreated() throws Exception {
        Person person = new Person(config);
        String action = person.beginRegistration();

        try (HeldTable flows = HeldTable.hold(data, "flow.flow")) {
            var answer = whileWriting(flows, () -> person.submitRegistration(action));
            assertThat(identities(person)).as("committed by identity-service").hasSize(1);
            assertThat(mailbox.to(person.email())).isEmpty();
            killFlowService();
            assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(503);
        }
        awaitFlowService();

        assertThat(mailbox.awaitCode(person.email())).hasSize(6);
        assertThat(person.whoami(person.logIn()).status()).isEqualTo(200);
        String identity = identities(person).get(0).path("id").asText();
        assertThat(events(identity, 1)).containsExactly("identity.registered");
        assertThat(identities(person)).hasSize(1);
        assertThat(mailbox.to(person.email())).as("one mail").hasSize(1);
        assertThat(person.submitRegistration(action).status()).as("taken").isEqualTo(400);
    }

    @Test
    void finishesARegistrationAfterItsVerificationWasBegun() throws Exception {
        Person person = new Person(config);
        String action = person.beginRegistration();

        try (HeldTable sessions = HeldTable.hold(data, "session.session")) {
            var answer = whileWriting(sessions, () -> person.submitRegistration(action));
            assertThat(identities(person)).hasSize(1);
            killFlowService();
            assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(503);
        }
        awaitFlowService();

        assertThat(mailbox.awaitCode(person.email())).hasSize(6);
        assertThat(person.whoami(person.logIn()).status()).isEqualTo(200);
        String identity = identities(person).get(0).path("id").asText();
        assertThat(events(identity, 1)).containsExactly("identity.registered");
        assertThat(mailbox.to(person.email())).as("one mail").hasSize(1);
    }

    @Test
    void leavesNoHalfSessionOfALogin() throws Exception {
        Person person = new Person(config);
        person.register();
        int before = sessions(person).size();
        String action = person.beginLogin();

        try (HeldTable sessions = HeldTable.hold(data, "session.session")) {
            var answer = whileWriting(sessions, () -> person.submitLogin(action));
            killFlowService();
            assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(503);
        }
        awaitFlowService();

        assertThat(person.submitLogin(action).status())
                .as("the form still works")
                .isEqualTo(200);
        assertThat(person.whoami(person.logIn()).status()).isEqualTo(200);
        // The killed login's session may be there, unknown to its owner; if so, it is whole.
        JsonNode sessions = sessions(person);
        assertThat(sessions.size()).isBetween(before + 2, before + 3);
        for (JsonNode session : sessions) {
            assertThat(session.at("/identity/id").asText()).isEqualTo(person.identity());
            assertThat(session.path("authentication_methods")).hasSize(1);
            assertThat(session.path("devices")).hasSize(1);
        }
    }

    @Test
    void finishesAVerificationAfterItsCodeWasUsed() throws Exception {
        Person person = new Person(config);
        person.register();
        String code = mailbox.awaitCode(person.email());

        try (HeldTable addresses = HeldTable.hold(data, "identity.verifiable_address")) {
            var answer = whileWriting(addresses, () -> person.submitVerification(code));
            killFlowService();
            // identity-service loses its part as well: only the relay can bring it again.
            addresses.breakWriters();
            assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(503);
            assertThat(isVerified(person)).isFalse();
        }
        awaitFlowService();

        Awaitility.await("the address is verified").atMost(EFFECTS).until(() -> isVerified(person));
        assertThat(events(person.identity(), 2)).containsExactly("identity.registered", "identity.address_verified");
        // Used up: the flow has passed, and another one takes its place.
        Http.Answer again = person.submitVerification(code).expect(410);
        assertThat(again.text("/error/id")).isEqualTo("self_service_flow_replaced");
    }

    private static CompletableFuture<Http.Answer> whileWriting(HeldTable table, Supplier<Http.Answer> request) {
        CompletableFuture<Http.Answer> answer = CompletableFuture.supplyAsync(request);
        table.awaitWriter();
        assertThat(answer).isNotDone();
        return answer;
    }

    private static long killed;

    private static void killFlowService() {
        killed = RunningStack.pidOf(data, "flow-service");
        RunningStack.signal("KILL", killed);
    }

    private static void awaitFlowService() {
        Awaitility.await("flow-service is back")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> RunningStack.pidOf(data, "flow-service") != killed
                        && Http.get(config.publicUrl() + "/health/ready").status() == 200);
    }

    private static JsonNode identities(Person person) {
        String url = config.adminUrl() + "/admin/identities?credentials_identifier=";
        return Http.get(url + person.email()).expect(200).body();
    }

    private static JsonNode sessions(Person person) {
        String url = config.adminUrl() + "/admin/identities/" + person.identity() + "/sessions";
        return Http.get(url).expect(200).body();
    }

    private static boolean isVerified(Person person) {
        return identities(person).at("/0/verifiable_addresses/0/verified").asBoolean();
    }

    /** All that the topic says of an identity, without repeats, after nothing new has come. */
    private static List<String> events(String identity, int wanted) {
        try (Events events = new Events(stack.bootstrapServers(), "identity.events")) {
            events.typesOf(identity, wanted, EFFECTS);
            // One more than there should be: what comes too often would come now.
            return events.typesOf(identity, wanted + 1, Duration.ofSeconds(1));
        }
    }
}
