package io.ostiary.flow.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;

/** The contract's JSON of a flow. */
public final class FlowRendering {

    private FlowRendering() {}

    /** The flow as its client sees it. */
    public static ObjectNode of(Flow flow) {
        ObjectNode out = Json.object();
        out.put("id", flow.id().toString());
        out.put("type", flow.type().wire());
        out.put("expires_at", flow.expiresAt().toString());
        out.put("issued_at", flow.issuedAt().toString());
        out.put("request_url", flow.requestUrl());
        if (flow.returnTo() != null) {
            out.put("return_to", flow.returnTo());
        }
        if (flow.active() != null) {
            out.put("active", flow.active());
        }
        out.set("ui", Json.tree(flow.ui()));
        out.put("state", flow.state().wire());
        JsonNode shown = flow.context().get("shown");
        if (shown != null) {
            out.setAll((ObjectNode) shown);
        }
        out.setAll(flow.shownOnce());
        switch (flow.kind()) {
            case LOGIN -> {
                if (flow.ui().nodes().size() == 0) {
                    ((ObjectNode) out.get("ui")).putNull("nodes");
                }
                out.putNull("organization_id");
                out.put("refresh", flow.isRefresh());
                out.put("requested_aal", flow.requestedAal());
                out.put("created_at", flow.createdAt().toString());
                out.put("updated_at", flow.updatedAt().toString());
            }
            case REGISTRATION -> out.putNull("organization_id");
            case SETTINGS, RECOVERY, VERIFICATION -> {
                // Nothing beyond the common part; settings adds the identity when it is rendered.
            }
        }
        return out;
    }
}
