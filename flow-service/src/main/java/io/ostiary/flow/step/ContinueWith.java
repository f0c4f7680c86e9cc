package io.ostiary.flow.step;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client does next (contract: continueWith). */
public sealed interface ContinueWith {

    /** A browser goes elsewhere. */
    record RedirectBrowserTo(String address) implements ContinueWith {}

    /** A native client keeps the token of its session. */
    record SetSessionToken(Secret token) implements ContinueWith {}

    /** An address is verified. */
    record ShowVerification(BegunVerification begun) implements ContinueWith {}

    /** An account is recovered in another flow. */
    record ShowRecovery(UUID flow) implements ContinueWith {}

    /** A person sees to their settings. */
    record ShowSettings(UUID flow, @Nullable String url) implements ContinueWith {}

    /** The contract's list. */
    static ArrayNode list(List<? extends ContinueWith> all) {
        ArrayNode out = Json.MAPPER.createArrayNode();
        all.forEach(each -> out.add(each.json()));
        return out;
    }

    /** The contract's form. */
    default ObjectNode json() {
        return switch (this) {
            case RedirectBrowserTo(String address) ->
                action("redirect_browser_to").put("redirect_browser_to", address);
            case SetSessionToken(Secret token) ->
                action("set_ory_session_token").put("ory_session_token", token.reveal());
            case ShowVerification(BegunVerification begun) -> verification(begun);
            case ShowRecovery(UUID flow) -> flow("show_recovery_ui", flow, null);
            case ShowSettings(UUID flow, String url) -> flow("show_settings_ui", flow, url);
        };
    }

    private static ObjectNode verification(BegunVerification begun) {
        ObjectNode out = flow("show_verification_ui", begun.flowId(), null);
        ObjectNode flow = (ObjectNode) out.get("flow");
        flow.put("verifiable_address", begun.address());
        if (begun.url() != null) {
            flow.put("url", begun.url());
        }
        return out;
    }

    private static ObjectNode flow(String action, UUID id, @Nullable String url) {
        ObjectNode out = action(action);
        ObjectNode flow = out.putObject("flow").put("id", id.toString());
        if (url != null) {
            flow.put("url", url);
        }
        return out;
    }

    private static ObjectNode action(String name) {
        return Json.object().put("action", name);
    }
}
