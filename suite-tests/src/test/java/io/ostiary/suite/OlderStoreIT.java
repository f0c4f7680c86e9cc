package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of version 0.1.0 is migrated and starts, and its people go on with what they have. */
class OlderStoreIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static OlderStore store;
    private static RunningStack host;
    private static RunningStack stack;
    private static Mailbox mailbox;

    @BeforeAll
    static void migrateAndStart() throws Exception {
        host = RunningStack.start(StackConfig.in(folder.resolve("host")), folder.resolve("data"));
        store = OlderStore.load(folder.resolve("data"), "older");
        assertThat(store.migrate()).contains("identity", "session", "flow", "courier");
        config = StackConfig.in(folder.resolve("config")).withDsn(store.dsn());
        mailbox = new Mailbox(config);
        Path file = config.write();
        Files.writeString(file, config.yaml() + "database: {cleanup: {sleep: {tables: 1s}}}\n");
        stack = RunningStack.startFile(file, null);
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable each : new AutoCloseable[] {stack, mailbox, host}) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void peopleSignInWithThePasswordOfThen() throws Exception {
        for (OlderStore.Member member : OlderStore.members()) {
            String action = Http.get(config.publicUrl() + "/self-service/login/api")
                    .expect(200)
                    .text("/ui/action");
            Http.Answer answer = signIn(action, member).expect(200);

            assertThat(answer.text("/session/identity/id")).isEqualTo(member.text("id"));
            assertThat(whoami("X-Session-Token", answer.text("/session_token"))).isEqualTo(member.text("id"));
        }
    }

    @Test
    void aFormThatWasOpenThenIsSent() throws Exception {
        for (OlderStore.Member member : OlderStore.members()) {
            String action = config.publicUrl() + "/self-service/login?flow=" + member.text("login");

            assertThat(signIn(action, member).expect(200).text("/session/identity/id"))
                    .isEqualTo(member.text("id"));
        }
    }

    @Test
    void sessionsOfThenAreKnownByTokenAndByCookie() throws Exception {
        for (OlderStore.Member member : OlderStore.members()) {
            assertThat(whoami("X-Session-Token", member.text("session_token"))).isEqualTo(member.text("id"));
            assertThat(whoami("Cookie", "ory_kratos_session=" + member.text("session_cookie")))
                    .isEqualTo(member.text("id"));
        }
    }

    @Test
    void lettersThatWaitedAreOpenedAndSentAndTheirCodesFit() throws Exception {
        for (OlderStore.Member member : OlderStore.members()) {
            ObjectNode form = Http.JSON.createObjectNode().put("method", "code");
            form.put("code", mailbox.awaitCode(member.text("email")));

            String flow = config.publicUrl() + "/self-service/verification?flow=" + member.text("verification");
            assertThat(Http.post(flow, form).expect(200).text("/state")).isEqualTo("passed_challenge");
        }
    }

    @Test
    void operatorsSeePeopleSessionsAndLettersOfThen() throws Exception {
        Http.Answer people =
                Http.get(config.adminUrl() + "/admin/identities?page_size=100").expect(200);

        assertThat(people.body())
                .extracting(each -> each.at("/traits/email").asText())
                .contains("ann@example.org", "bob@example.org", "no-password@example.org");
        assertThat(Http.get(config.adminUrl() + "/admin/courier/messages?page_size=100")
                        .expect(200)
                        .body())
                .extracting(each -> each.path("recipient").asText())
                .contains("ann@example.org", "bob@example.org");
        for (OlderStore.Member member : OlderStore.members()) {
            assertThat(Http.get(config.adminUrl() + "/admin/identities/" + member.text("id") + "/sessions")
                            .expect(200)
                            .body())
                    .extracting(each -> each.path("id").asText())
                    .contains(member.text("session"));
        }
    }

    /** New flows lie in their day; the service makes the days to come itself, as the owner of its schema. */
    @Test
    void theServiceKeepsTheDaysOfFlowsUnderItsOwnRole() throws Exception {
        // Given
        new Person(config).beginLogin();
        String last = store.one("SELECT 'flow_' || to_char(max(day), 'YYYYMMDD') FROM flow.flow_day");
        assertThat(store.one("SELECT count(*) FROM flow.flow WHERE tableoid <> 'flow.flow_default'::regclass"))
                .isNotEqualTo("0");

        // When
        store.execute(
                "DELETE FROM flow.flow_day WHERE day = (SELECT max(day) FROM flow.flow_day); DROP TABLE flow." + last);

        // Then
        String owner = "SELECT coalesce((SELECT relowner::regrole::text FROM pg_class WHERE oid = to_regclass('flow."
                + last + "')), '')";
        await().atMost(LIMIT).until(() -> store.one(owner).equals("ostiary_flow"));
    }

    private static Http.Answer signIn(String action, OlderStore.Member member) throws Exception {
        ObjectNode form = Http.JSON.createObjectNode().put("method", "password");
        form.put("identifier", member.text("email")).put("password", OlderStore.passwordOfAll());
        return Http.post(action, form);
    }

    private static String whoami(String header, String value) {
        return Http.get(config.publicUrl() + "/sessions/whoami", header, value)
                .expect(200)
                .text("/identity/id");
    }
}
