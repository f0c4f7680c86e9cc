package io.ostiary.flow.method.sample;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.Nodes;

/** The form elements of the favourite colour. */
final class FavouriteColourNodes {

    private FavouriteColourNodes() {}

    /** Asks for it. */
    static void ask(Nodes nodes) {
        nodes.append(Node.input(
                        FavouriteColour.METHOD.group(),
                        Attributes.input("colour", "text").asRequired(),
                        label()))
                .append(button("method", FavouriteColour.NAME.wire()));
    }

    /** Forgets it. */
    static void forget(Nodes nodes) {
        nodes.append(button("colour_forget", "true"));
    }

    private static Node button(String name, String value) {
        return Node.input(FavouriteColour.METHOD.group(), Attributes.submit(name, value), Text.LABEL_CONTINUE.plain());
    }

    private static UiText label() {
        return Text.LABEL.with("title", "Favourite colour", "name", "colour");
    }
}
