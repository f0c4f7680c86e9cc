package io.ostiary.flow.method.totp;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.node.Nodes;

/** The form elements of authenticator apps. */
final class TotpNodes {

    static final String CODE = "totp_code";
    static final String UNLINK = "totp_unlink";

    private TotpNodes() {}

    /** Asks for a code to sign in with. @param first whether none was tried in this form: then the field has an empty value (contract) */
    static void ask(Nodes nodes, boolean first) {
        Attributes.Input field = Attributes.input(CODE, "text").asRequired();
        nodes.append(input(first ? field.withValue(Json.tree("")) : field, Text.LOGIN_TOTP_LABEL.plain()))
                .append(input(Attributes.submit("method", TotpConfig.NAME.wire()), Text.LOGIN_WITH_TOTP.plain()));
    }

    /** Shows a new secret and asks for a code of it. @param image of it, as a data URL */
    static void enrol(Nodes nodes, TotpSecret secret, String image) {
        nodes.append(Node.of(
                        NodeGroup.TOTP,
                        new Attributes.Image("totp_qr", image, TotpQr.SIZE, TotpQr.SIZE),
                        Text.SETTINGS_TOTP_QR_CODE.plain()))
                .append(Node.of(
                        NodeGroup.TOTP,
                        new Attributes.Text("totp_secret_key", Text.SETTINGS_TOTP_SECRET.with("secret", secret.text())),
                        Text.SETTINGS_TOTP_SECRET_LABEL.plain()))
                .append(input(Attributes.input(CODE, "text").asRequired(), Text.LABEL_CONFIRM_CODE.plain()))
                .append(input(Attributes.submit("method", TotpConfig.NAME.wire()), Text.LABEL_SAVE.plain()));
    }

    /** Takes the app away. */
    static void unlink(Nodes nodes) {
        nodes.append(input(Attributes.submit(UNLINK, "true").asRequired(), Text.SETTINGS_REMOVE_TOTP.plain()));
    }

    private static Node input(Attributes.Input attributes, UiText label) {
        return Node.input(NodeGroup.TOTP, attributes, label);
    }
}
