package io.ostiary.flow.verification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.util.UUID;

/**
 * A verification flow that a registration or a change of settings began.
 *
 * @param address what is verified
 * @param url its page; null for native clients
 */
public record BegunVerification(UUID flowId, String address, String url) {

    /** What a client does next, in the contract's form. */
    public ObjectNode continueWith() {
        ObjectNode out = Json.object();
        out.put("action", "show_verification_ui");
        ObjectNode flow = out.putObject("flow");
        flow.put("id", flowId.toString());
        flow.put("verifiable_address", address);
        if (url != null) {
            flow.put("url", url);
        }
        return out;
    }
}
