package io.ostiary.flow.method.webauthn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.webauthn.KeyTexts;
import io.ostiary.flow.webauthn.SecurityKey;
import org.jspecify.annotations.Nullable;

/** The form elements of security keys. */
final class WebAuthnNodes {

    static final String LOGIN = "webauthn_login";
    static final String REGISTER = "webauthn_register";
    static final String NAME = "webauthn_register_displayname";
    static final String REMOVE = KeyTexts.REMOVE;

    private static final String SIGN = "oryWebAuthnLogin";
    private static final String MAKE = "oryWebAuthnRegistration";

    private WebAuthnNodes() {}

    /** Begins signing in, once the identifier is typed. */
    static Node begin() {
        return input(Attributes.submit("method", WebAuthnConfig.NAME.wire()), Text.LOGIN_WITH_WEBAUTHN.plain());
    }

    /** Has the browser ask for a key. */
    static Node sign(ObjectNode options, UiText label) {
        return input(trigger("webauthn_login_trigger", options, SIGN), label);
    }

    /** Holds the key's answer. @param first whether the form is drawn for the first time: then it has an empty value (contract) */
    static Node signed(boolean first) {
        Attributes.Input field = Attributes.input(LOGIN, "hidden");
        return input(first ? field.withValue(Json.tree("")) : field, null);
    }

    /** Asks what the new key is called. */
    static Node name() {
        return input(Attributes.input(NAME, "text").withValue(Json.tree("")), Text.SETTINGS_WEBAUTHN_NAME.plain());
    }

    /** Holds the new key. */
    static Node made() {
        return input(Attributes.hidden(REGISTER, ""), null);
    }

    /** Has the browser make a key. */
    static Node make(ObjectNode options, UiText label) {
        return input(trigger("webauthn_register_trigger", options, MAKE), label);
    }

    /** Removes a key. */
    static Node remove(SecurityKey key, boolean last) {
        Attributes.Input button = Attributes.submit(REMOVE, key.hex());
        return input(last ? button.asDisabled() : button, KeyTexts.naming(Text.SETTINGS_REMOVE_WEBAUTHN, key));
    }

    private static Attributes.Input trigger(String name, ObjectNode options, String function) {
        String text = options.toString();
        return Attributes.input(name, "button")
                .withValue(Json.tree(text))
                .onClick("window." + function + "(" + text + ")", function);
    }

    private static Node input(Attributes.Input attributes, @Nullable UiText label) {
        return Node.input(NodeGroup.WEBAUTHN, attributes, label);
    }
}
