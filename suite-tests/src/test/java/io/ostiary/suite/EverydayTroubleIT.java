package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do every day: they paste a code with a blank, and try to get in where they were shut out. */
class EverydayTroubleIT {

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static Mailbox mailbox;
    private static RunningStack stack;

    private final String email = "person." + UUID.randomUUID() + "@example.org";

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

    @ParameterizedTest
    @ValueSource(strings = {"%s ", " %s", "%.3s-%2$s", "%.3s %2$s"})
    void aCodeWorksAsItWasPasted(String pasted) {
        create("active");
        String flow = begin("recovery");
        submit("recovery", flow, address()).expect(200);
        String code = mailbox.awaitCode(email);

        Http.Answer answer =
                submit("recovery", flow, form("code").put("code", pasted.formatted(code, code.substring(3))));

        assertThat(answer.expect(200).text("/state")).isEqualTo("passed_challenge");
    }

    /** A recovery code goes to it all the same (contract), and opens nothing. */
    @Test
    void anInactiveAccountGetsNoCodeToSignInOrToVerifyAndThePagesLookAsAnyOther() {
        create("inactive");

        Http.Answer signedIn = submit("login", begin("login"), form("code").put("identifier", email));
        Http.Answer verified =
                submit("verification", begin("verification"), address()).expect(200);

        assertThat(letters()).isEmpty();
        Http.Answer strange = submit(
                        "verification", begin("verification"), form("code").put("email", "no." + email))
                .expect(200);
        assertThat(verified.text("/state")).isEqualTo(strange.text("/state"));
        assertThat(message(verified)).isEqualTo(message(strange));
        assertThat(message(signedIn)).as("as of any account").isEqualTo(1010014);
    }

    private JsonNode letters() {
        return Http.get(config.adminUrl() + "/admin/courier/messages?recipient=" + email)
                .expect(200)
                .body();
    }

    private void create(String state) {
        ObjectNode body =
                Http.JSON.createObjectNode().put("schema_id", "person").put("state", state);
        body.putObject("traits").put("email", email);
        Http.post(config.adminUrl() + "/admin/identities", body).expect(201);
    }

    private ObjectNode address() {
        return form("code").put("email", email);
    }

    private static ObjectNode form(String method) {
        return Http.JSON.createObjectNode().put("method", method);
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
        return answer.body().at("/ui/messages/0/id").asInt();
    }
}
