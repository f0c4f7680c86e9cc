package io.ostiary.flow.method.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.Nodes;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.EmailFormat;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form in which somebody asks for a link, and asks for another one. */
final class LinkForm {

    private static final String ADDRESS = "address";

    private LinkForm() {}

    /** Notes the address that the form shows from now on. */
    static void show(Flow flow, String address) {
        state(flow).put(ADDRESS, address);
    }

    static ObjectNode state(Flow flow) {
        return flow.state(MethodName.LINK);
    }

    /** Draws it. */
    static void draw(Flow flow, Nodes nodes) {
        nodes.append(address(state(flow).get(ADDRESS))).append(LinkNodes.submit());
    }

    private static Node address(@Nullable JsonNode shown) {
        return shown == null ? LinkNodes.address() : LinkNodes.address(shown.asText());
    }

    /** Whether a submission brings what a link carries. */
    static boolean bringsToken(Sent sent) {
        return !sent.fields().text(LinkConfig.TOKEN).isEmpty();
    }

    /** What is wrong with an address that was sent; empty: nothing. */
    static Optional<Step<Opened>> refusal(Flow flow, String email) {
        if (email.isEmpty()) {
            return Optional.of(refused(Text.REQUIRED.with("property", "email")));
        }
        return EmailFormat.fits(email) || !flow.generation().refusesMalformedAddresses()
                ? Optional.empty()
                : Optional.of(refused(Text.NOT_AN_EMAIL.with("value", email)));
    }

    private static Step<Opened> refused(UiText why) {
        return Step.refused("email", why);
    }
}
