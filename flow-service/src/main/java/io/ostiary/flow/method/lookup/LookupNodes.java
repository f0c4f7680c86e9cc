package io.ostiary.flow.method.lookup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.node.Nodes;
import java.time.Instant;

/** The form elements of backup codes. */
final class LookupNodes {

    static final String CODE = "lookup_secret";
    static final String REVEAL = "lookup_secret_reveal";
    static final String RENEW = "lookup_secret_regenerate";
    static final String CONFIRM = "lookup_secret_confirm";
    static final String DISABLE = "lookup_secret_disable";

    private LookupNodes() {}

    /** Asks for a code. @param first whether none was tried in this form: then the field has an empty value (contract) */
    static void ask(Nodes nodes, boolean first) {
        Attributes.Input field = Attributes.input(CODE, "text").asRequired();
        nodes.append(input(first ? field.withValue(Json.tree("")) : field, Text.LOGIN_LOOKUP_LABEL.plain()))
                .append(input(Attributes.submit("method", LookupConfig.NAME.wire()), Text.LOGIN_WITH_LOOKUP.plain()));
    }

    /** For somebody who has none. */
    static void make(Nodes nodes) {
        nodes.append(button(RENEW, Text.SETTINGS_RENEW_LOOKUP.plain()));
    }

    /** Shows new ones, to be confirmed. */
    static void confirm(Nodes nodes, BackupCodes fresh) {
        nodes.append(codes(fresh)).append(button(CONFIRM, Text.SETTINGS_CONFIRM_LOOKUP.plain()));
    }

    /** For somebody who has some. The button tells how many are left. */
    static void held(Nodes nodes, BackupCodes held) {
        nodes.append(button(REVEAL, counting(Text.SETTINGS_SHOW_LOOKUP.plain(), held)))
                .append(button(DISABLE, Text.SETTINGS_REMOVE_LOOKUP.plain()));
    }

    private static UiText counting(UiText label, BackupCodes held) {
        String text = label.text() + " (" + held.left() + " of " + held.all().size() + " left)";
        return new UiText(label.id(), text, label.type(), label.context());
    }

    /** Shows those that somebody has. */
    static void show(Nodes nodes, BackupCodes held) {
        nodes.append(codes(held))
                .append(button(DISABLE, Text.SETTINGS_REMOVE_LOOKUP.plain()))
                .append(button(RENEW, Text.SETTINGS_RENEW_LOOKUP.plain()));
    }

    private static Node codes(BackupCodes codes) {
        ArrayNode texts = Json.MAPPER.createArrayNode();
        codes.all().forEach(code -> texts.add(Json.tree(text(code))));
        return Node.of(
                NodeGroup.LOOKUP_SECRET,
                new Attributes.Text("lookup_secret_codes", Text.SETTINGS_LOOKUP_SECRETS.with("secrets", texts)),
                Text.SETTINGS_LOOKUP_LABEL.plain());
    }

    private static UiText text(BackupCode code) {
        return code.usedAt()
                .map(LookupNodes::used)
                .orElseGet(() -> Text.SETTINGS_LOOKUP_SECRET.with("secret", code.text()));
    }

    private static UiText used(Instant at) {
        return Text.SETTINGS_LOOKUP_SECRET_USED.with("used_at", at, "used_at_unix", at.getEpochSecond());
    }

    private static Node button(String name, UiText label) {
        return input(Attributes.submit(name, "true"), label);
    }

    private static Node input(Attributes.Input attributes, UiText label) {
        return Node.input(NodeGroup.LOOKUP_SECRET, attributes, label);
    }
}
