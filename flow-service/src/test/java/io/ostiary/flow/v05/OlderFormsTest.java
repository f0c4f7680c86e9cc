package io.ostiary.flow.v05;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.method.Forms;
import java.util.List;
import org.junit.jupiter.api.Test;

class OlderFormsTest {

    @Test
    void drawsALoginWithItsTokenLastAndWithoutLabelsAndButtons() {
        Flow flow = login();

        ObjectNode config = config(flow, "password");

        assertThat(names(config)).containsExactly("identifier", "password", "csrf_token");
        assertThat(config.path("action").asText()).isEqualTo("/password");
        assertThat(config.at("/fields/2/value").asText()).isEmpty();
        assertThat(config.toString()).doesNotContain("meta").doesNotContain("submit");
    }

    @Test
    void offersNoMethodThatTheOlderContractLacks() {
        Flow flow = Forms.flow(FlowKind.LOGIN, FlowType.API);
        flow.ui().nodes().append(Node.input(NodeGroup.CODE, Attributes.submit("method", "code"), null));

        assertThat(OlderForms.of(flow, method -> "/")).isEmpty();
    }

    @Test
    void saysWrongCredentialsAboutTheMethod() {
        Flow flow = login();
        flow.setActive("password");
        flow.ui().addMessage(Text.WRONG_CREDENTIALS.plain());

        assertThat(config(flow, "password").at("/messages/0/id").asLong()).isEqualTo(4000006);
        assertThat(OlderTexts.ofFlow(flow.ui().messages()).isNull()).isTrue();
    }

    @Test
    void neverShowsAPasswordThatWasTyped() {
        Flow flow = login();
        flow.ui().nodes().setValue("password", Json.tree("typed"));

        assertThat(OlderForms.of(flow, method -> "/").toString()).doesNotContain("typed");
    }

    @Test
    void saysOfSeveralWrongTraitsOneThingEach() {
        Flow flow = Forms.flow(FlowKind.REGISTRATION, FlowType.API);
        flow.ui().nodes().append(password());
        for (String name : List.of("traits.email", "traits.age")) {
            flow.ui()
                    .nodes()
                    .append(Node.input(NodeGroup.DEFAULT, Attributes.input(name, "text"), null)
                            .withMessage(Text.TOO_SHORT.plain())
                            .withMessage(Text.NOT_AN_EMAIL.plain()));
        }

        JsonNode fields = config(flow, "password").path("fields");

        assertThat(fields.findValues("messages")).allMatch(messages -> messages.size() == 1);
        assertThat(fields.findValuesAsText("id")).containsOnly("4000001");
    }

    private static Flow login() {
        Flow flow = Forms.flow(FlowKind.LOGIN, FlowType.API);
        flow.ui().setCsrf("");
        flow.ui().nodes().append(Node.input(NodeGroup.DEFAULT, Attributes.input("identifier", "text"), null));
        flow.ui().nodes().append(password());
        flow.ui().nodes().append(Node.input(NodeGroup.PASSWORD, Attributes.submit("method", "password"), null));
        return flow;
    }

    private static Node password() {
        return Node.input(NodeGroup.PASSWORD, Attributes.input("password", "password"), Text.LABEL_PASSWORD.plain());
    }

    private static ObjectNode config(Flow flow, String method) {
        return (ObjectNode)
                OlderForms.of(flow, name -> "/" + name.wire()).path(method).path("config");
    }

    private static List<String> names(JsonNode config) {
        return config.path("fields").findValuesAsText("name");
    }
}
