package io.ostiary.flow.settings;

import com.fasterxml.jackson.databind.node.NullNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;

/** What a settings flow shows beyond the form: whose it is. */
public final class SettingsRendering {

    private SettingsRendering() {}

    /** Shows the identity in every answer to this request; it isn't stored with the flow. */
    public static void show(Flow flow, IdentityBody identity) {
        flow.showOnce("identity", Json.tree(identity.forTheirOwner()));
        flow.showOnce("organization_id", NullNode.getInstance());
    }
}
