package io.ostiary.flow.method.code;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Node;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.http.ClientRequest;
import java.util.List;
import java.util.function.Predicate;

/** The form of a sign-in or sign-up once a code was sent. */
final class CodeForm {

    private CodeForm() {}

    /**
     * Asks for the code.
     *
     * @param kept which elements go on, as hidden ones
     * @param code the field for the code
     * @param message what the person is told
     */
    static void showSent(ClientRequest request, Flow flow, Predicate<Node> kept, Node code, UiText message) {
        List<Node> hidden = flow.ui().nodes().asList().stream()
                .filter(kept)
                .map(CodeForm::hidden)
                .toList();
        flow.setActive("code");
        flow.moveTo(FlowState.SENT_EMAIL);
        flow.ui().clearMessages();
        flow.ui().nodes().clear();
        hidden.forEach(flow.ui().nodes()::append);
        flow.ui()
                .nodes()
                .append(CodeNodes.method())
                .append(code)
                .append(CodeNodes.submit())
                .append(CodeNodes.another());
        if (!flow.isNative()) {
            flow.ui().setCsrf(request.inbound().csrfToken());
        }
        flow.ui().setMessage(message);
    }

    private static Node hidden(Node node) {
        return new Node(node.type(), node.group(), node.attributes().withType("hidden"), List.of(), node.meta());
    }

    /** Tells that no further code is looked at. */
    static UiText triedTooOften() {
        return Text.REASON.with("reason", "The code was tried too often. Ask for a new one.");
    }
}
