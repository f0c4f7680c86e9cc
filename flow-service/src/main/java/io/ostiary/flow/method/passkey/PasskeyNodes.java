package io.ostiary.flow.method.passkey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.webauthn.KeyTexts;
import io.ostiary.flow.webauthn.SecurityKey;
import org.jspecify.annotations.Nullable;

/**
 * The form elements of passkeys. Native apps get them as well, without the parts that are scripts: they go by the names of
 * the functions.
 */
final class PasskeyNodes {

    static final String LOGIN = "passkey_login";
    static final String REGISTER = "passkey_register";
    static final String SETTINGS_REGISTER = "passkey_settings_register";
    static final String REMOVE = "passkey_remove";

    private static final String MAKE_TRIGGER = "passkey_register_trigger";

    private PasskeyNodes() {}

    /** Has the browser ask for a passkey. */
    static Node sign(Flow flow) {
        return input(
                calling(
                        flow,
                        Attributes.input("passkey_login_trigger", "button").withValue(empty()),
                        "oryPasskeyLogin"),
                Text.LOGIN_WITH_PASSKEY.plain());
    }

    /** Holds the passkey's answer; the browser offers passkeys in the identifier's field as soon as it is there. */
    static Node signedInField(Flow flow) {
        String function = "oryPasskeyLoginAutocompleteInit";
        return input(Attributes.input(LOGIN, "hidden").onLoad(script(flow, function), function), null);
    }

    /** Holds the passkey's answer. */
    static Node signed() {
        return input(Attributes.input(LOGIN, "hidden"), null);
    }

    /** What is to be signed. */
    static Node challenge(ObjectNode options) {
        return input(Attributes.hidden("passkey_challenge", options.toString()), null);
    }

    /** Has the browser make the passkey of a new account. */
    static Node signUp(Flow flow) {
        return input(
                calling(flow, Attributes.input(MAKE_TRIGGER, "button"), "oryPasskeyRegistration"),
                Text.REGISTRATION_WITH_PASSKEY.plain());
    }

    /** Has the browser make one more. */
    static Node add(Flow flow) {
        return input(
                calling(
                        flow,
                        Attributes.input(MAKE_TRIGGER, "button").withValue(empty()),
                        "oryPasskeySettingsRegistration"),
                Text.SETTINGS_ADD_PASSKEY.plain());
    }

    /** Holds the new passkey. */
    static Node made(String name) {
        return input(Attributes.input(name, "hidden"), null);
    }

    /** What is to be made. */
    static Node toMake(ObjectNode data) {
        return input(Attributes.hidden("passkey_create_data", data.toString()), null);
    }

    /** Removes a passkey. */
    static Node remove(SecurityKey key, boolean last) {
        Attributes.Input button = Attributes.submit(REMOVE, key.hex());
        return input(last ? button.asDisabled() : button, KeyTexts.naming(Text.SETTINGS_REMOVE_PASSKEY, key));
    }

    private static Attributes.Input calling(Flow flow, Attributes.Input button, String function) {
        return button.onClick(script(flow, function), function);
    }

    private static @Nullable String script(Flow flow, String function) {
        return flow.isNative() ? null : "window." + function + "()";
    }

    private static JsonNode empty() {
        return Json.tree("");
    }

    private static Node input(Attributes.Input attributes, @Nullable UiText label) {
        return Node.input(NodeGroup.PASSKEY, attributes, label);
    }
}
