package io.ostiary.flow.method.password;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;

/** The form elements of the password method. */
final class PasswordNodes {

    private PasswordNodes() {}

    /** The password that exists. */
    static Node current() {
        return password("current-password");
    }

    /** The password that is chosen. */
    static Node chosen() {
        return password("new-password");
    }

    private static Node password(String autocomplete) {
        return Node.input(
                NodeGroup.PASSWORD,
                Attributes.input("password", "password").asRequired().withAutocomplete(autocomplete),
                Text.LABEL_PASSWORD.plain());
    }

    /** The button. */
    static Node submit(UiText label) {
        return Node.input(NodeGroup.PASSWORD, Attributes.submit("method", "password"), label);
    }
}
