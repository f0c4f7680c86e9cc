package io.ostiary.flow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import org.junit.jupiter.api.Test;

class UiTest {

    @Test
    void saysWhatAnotherFormSaysBesideTheFieldsThatBothHave() {
        Ui refused = form("identifier", "password");
        refused.addMessage(Text.WRONG_CREDENTIALS.plain());
        refused.addMessage(NodeGroup.DEFAULT, "identifier", Text.REQUIRED.with("property", "identifier"));
        refused.addMessage(NodeGroup.PASSWORD, "password", Text.REQUIRED.with("property", "password"));
        Ui stored = form("identifier");
        stored.addMessage(Text.LOGIN_AGAIN.plain());

        stored.saysAs(refused);

        assertThat(stored.messages())
                .containsExactly(Text.WRONG_CREDENTIALS.plain(), Text.REQUIRED.with("property", "password"));
        assertThat(stored.nodes().find("identifier").orElseThrow().messages()).hasSize(1);
    }

    private static Ui form(String... fields) {
        Ui ui = new Ui("https://id.example/self-service/login");
        for (String field : fields) {
            ui.nodes().append(Node.input(NodeGroup.DEFAULT, Attributes.input(field, "text"), null));
        }
        return ui;
    }
}
