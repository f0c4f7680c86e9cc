package io.ostiary.flow.method.code;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.Nodes;

/** The form of a sign-in or sign-up once a code was sent. */
final class CodeForm {

    private CodeForm() {}

    /**
     * Asks for the code.
     *
     * @param code the field for it
     */
    static void askForSent(Nodes nodes, Node code) {
        nodes.append(CodeNodes.method()).append(code).append(CodeNodes.submit()).append(CodeNodes.another());
    }

    /** Tells that no further code is looked at. */
    static UiText triedTooOften() {
        return Text.REASON.with("reason", "The code was tried too often. Ask for a new one.");
    }
}
