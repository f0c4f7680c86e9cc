package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts without a password: codes by mail sign up and sign in. */
class CodeSignInIT {

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static Mailbox mailbox;
    private static RunningStack stack;

    private final String email = "code." + UUID.randomUUID() + "@example.org";

    @BeforeAll
    static void start() {
        config = StackConfig.in(folder);
        mailbox = new Mailbox(config);
        stack = RunningStack.start(config, null);
    }

    @AfterAll
    static void stop() {
        stack.close();
        mailbox.close();
    }

    @Test
    void signsUpWithAProvenAddress() {
        String flow = begin("registration");
        assertThat(submit("registration", flow, signUp()).expect(400).text("/state"))
                .isEqualTo("sent_email");
        String code = mailbox.awaitCode(email);

        ObjectNode other = signUp().put("code", code);
        other.withObject("/traits").put("email", "other." + email);
        assertThat(message(submit("registration", flow, other))).isEqualTo(4000036);
        ObjectNode wrong = signUp().put("code", code.equals("000000") ? "000001" : "000000");
        assertThat(message(submit("registration", flow, wrong))).isEqualTo(4040003);
        Http.Answer done =
                submit("registration", flow, signUp().put("code", code)).expect(200);

        assertThat(done.text("/identity/verifiable_addresses/0/status")).isEqualTo("completed");
        assertThat(whoami(done.text("/session_token"))).isEqualTo(done.text("/identity/id"));
        assertThat(mailbox.to(email)).as("no mail to verify what is proven").hasSize(1);
    }

    @Test
    void signsInOnceWithEachCode() {
        create();
        String flow = begin("login");
        assertThat(message(submit("login", flow, signIn()))).isEqualTo(1010014);
        ObjectNode form = signIn().put("code", mailbox.awaitCode(email));

        Http.Answer done = submit("login", flow, form).expect(200);

        assertThat(done.text("/session/identity/verifiable_addresses/0/verified"))
                .isEqualTo("true");
        assertThat(done.text("/session/authentication_methods/0/method")).isEqualTo("code");
        assertThat(submit("login", flow, form).expect(400).body().has("session_token"))
                .isFalse();
        String later = begin("login");
        submit("login", later, signIn());
        assertThat(message(submit("login", later, form))).isEqualTo(4010008);
    }

    @Test
    void looksAtFiveCodesOfAFlow() {
        create();
        String flow = begin("login");
        submit("login", flow, signIn());
        String code = mailbox.awaitCode(email);
        ObjectNode wrong = signIn().put("code", code.equals("000000") ? "000001" : "000000");
        for (int i = 0; i < 5; i++) {
            assertThat(message(submit("login", flow, wrong))).isEqualTo(4010008);
        }

        assertThat(message(submit("login", flow, signIn().put("code", code)))).isEqualTo(4000001);
    }

    @Test
    void sendsNothingToStrangers() {
        assertThat(message(submit("login", begin("login"), signIn()))).isEqualTo(4000035);
    }

    @Test
    void writesInTheLanguageOfTheClient() {
        create();
        String login = config.publicUrl() + "/self-service/login?flow=" + begin("login");

        Http.postIn("en;q=0.5, de-AT", login, signIn());
        assertThat(letter(email)).containsPattern("lang=(3D)?\"de\"").contains("Anmelden");

        String other = "other." + email;
        ObjectNode form = Http.JSON.createObjectNode().put("method", "password").put("password", "korrekt-Pferd-91x");
        form.putObject("traits").put("email", other);
        Http.postIn(
                        "fr, es;q=0.7",
                        config.publicUrl() + "/self-service/registration?flow=" + begin("registration"),
                        form)
                .expect(200);
        assertThat(letter(other)).as("handed on to the verification").containsPattern("lang=(3D)?\"es\"");
    }

    private static String letter(String address) {
        mailbox.awaitCode(address);
        return mailbox.to(address).getFirst();
    }

    private void create() {
        ObjectNode body = Http.JSON.createObjectNode().put("schema_id", "person");
        body.putObject("traits").put("email", email);
        Http.post(config.adminUrl() + "/admin/identities", body).expect(201);
    }

    private ObjectNode signIn() {
        return Http.JSON.createObjectNode().put("method", "code").put("identifier", email);
    }

    private ObjectNode signUp() {
        ObjectNode form = Http.JSON.createObjectNode().put("method", "code");
        form.putObject("traits").put("email", email);
        return form;
    }

    private static String begin(String kind) {
        return Http.get(config.publicUrl() + "/self-service/" + kind + "/api")
                .expect(200)
                .text("/id");
    }

    private static Http.Answer submit(String kind, String flow, ObjectNode form) {
        return Http.post(config.publicUrl() + "/self-service/" + kind + "?flow=" + flow, form);
    }

    private static int message(Http.Answer answer) {
        return answer.expect(400).body().at("/ui/messages/0/id").asInt();
    }

    private static String whoami(String token) {
        return Http.get(config.publicUrl() + "/sessions/whoami", "X-Session-Token", token)
                .expect(200)
                .text("/identity/id");
    }
}
