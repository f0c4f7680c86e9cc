package io.ostiary.flow.method.link;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;

/** The form elements of the link method. */
final class LinkNodes {

    private LinkNodes() {}

    /** Asks for the address. */
    static Node address() {
        return Node.input(NodeGroup.LINK, Attributes.input("email", "email").asRequired(), Text.LABEL_EMAIL.plain());
    }

    /** Asks for the address again, with what was typed. */
    static Node address(String typed) {
        return address().withValue(Json.tree(typed));
    }

    /** The button. */
    static Node submit() {
        return Node.input(NodeGroup.LINK, Attributes.submit("method", "link"), Text.LABEL_CONTINUE.plain());
    }

    /** Sends another secret to an address that is known. */
    static Node resend(String via, String address) {
        return Node.input(NodeGroup.CODE, Attributes.submit(via, address), Text.LABEL_RESEND_CODE.plain());
    }
}
