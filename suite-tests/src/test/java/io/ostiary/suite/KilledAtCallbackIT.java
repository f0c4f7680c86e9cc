package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * flow-service dies after a browser has come back from a provider and before it has its session. Nothing is lost and nothing
 * is doubled: who begins anew signs in to the one account that there is.
 */
class KilledAtCallbackIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static OpenIdProvider provider;
    private static StackConfig config;
    private static Path data;
    private static Mailbox mailbox;
    private static RunningStack stack;

    private final String email = "visitor." + UUID.randomUUID() + "@example.org";

    @BeforeAll
    static void start() {
        provider = new OpenIdProvider();
        config = provider.in(StackConfig.in(folder.resolve("config")));
        data = folder.resolve("data");
        mailbox = new Mailbox(config);
        stack = RunningStack.start(config, data);
    }

    @AfterAll
    static void stop() {
        stack.close();
        mailbox.close();
        provider.close();
    }

    /** @param table its session, or what begins its verification, is not written any more */
    @ParameterizedTest
    @ValueSource(strings = {"session.session", "flow.effect_receipt"})
    void signsUpOnce(String table) throws Exception {
        killWhileWriting(table);

        String identity = signsInToTheOneAccount();
        assertThat(mailbox.awaitCode(email)).hasSize(6);
        assertThat(events(identity)).containsExactly("identity.registered");
        assertThat(mailbox.to(email)).as("letters").hasSize(1);
    }

    @Test
    void signsInAgainWhoHadAnAccount() throws Exception {
        String identity = signIn().expect(200).text("/session/identity/id");

        killWhileWriting("session.session");

        assertThat(signsInToTheOneAccount()).isEqualTo(identity);
        assertThat(events(identity)).containsExactly("identity.registered");
        assertThat(mailbox.to(email)).as("letters").hasSize(1);
    }

    /** A browser comes back, and flow-service dies while this is written. */
    private void killWhileWriting(String table) throws Exception {
        PageVisit visit = new PageVisit(config);
        RawConnection.Request back = leave(visit);
        long killed = RunningStack.pidOf(data, "flow-service");
        try (HeldTable held = HeldTable.hold(data, table)) {
            var answer = CompletableFuture.supplyAsync(() -> visit.sent(back));
            held.awaitWriter();
            RunningStack.signal("KILL", killed);
            assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(503);
        }
        Awaitility.await("flow-service is back")
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> RunningStack.pidOf(data, "flow-service") != killed
                        && Http.get(config.publicUrl() + "/health/ready").status() == 200);
        assertThat(visit.sent(back).status()).as("the same answer again").isEqualTo(400);
    }

    private String signsInToTheOneAccount() {
        String identity = signIn().expect(200).text("/session/identity/id");
        String query = "/admin/identities?include_credential=oidc&credentials_identifier=" + email;
        JsonNode all = Http.get(config.adminUrl() + query).expect(200).body();
        assertThat(all).as("accounts").hasSize(1);
        assertThat(all.at("/0/id").asText()).isEqualTo(identity);
        assertThat(all.at("/0/credentials/oidc/identifiers")).as("links").hasSize(1);
        assertThat(all.at("/0/credentials/oidc/config/providers")).as("links").hasSize(1);
        return identity;
    }

    private Http.Answer signIn() {
        PageVisit visit = new PageVisit(config);
        return visit.sent(leave(visit));
    }

    private RawConnection.Request leave(PageVisit visit) {
        JsonNode flow = visit.begin("login", "");
        Http.Answer left = visit.submit(
                "login",
                flow,
                Http.JSON.createObjectNode().put("method", "oidc").put("provider", OpenIdProvider.ID));
        return visit.get(provider.agree(left.expect(422).text("/redirect_browser_to"), email));
    }

    private static List<String> events(String identity) {
        try (Events events = new Events(stack.bootstrapServers(), "identity.events")) {
            events.typesOf(identity, 1, LIMIT);
            // One more than there should be: what comes too often would come now.
            return events.typesOf(identity, 2, Duration.ofSeconds(1));
        }
    }
}
