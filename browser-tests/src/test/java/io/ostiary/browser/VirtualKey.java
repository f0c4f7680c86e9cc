package io.ostiary.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;

/** An authenticator that Chromium plays (W3C Web Authentication, section 11), for one tab. */
final class VirtualKey {

    private final CDPSession tab;
    private final String id;

    private VirtualKey(CDPSession tab, String id) {
        this.tab = tab;
        this.id = id;
    }

    /** A device that holds passkeys and knows its owner. */
    static VirtualKey device(Visitor visitor) {
        return add(visitor, "internal", true);
    }

    /** A security key that is plugged in. */
    static VirtualKey securityKey(Visitor visitor) {
        return add(visitor, "usb", false);
    }

    private static VirtualKey add(Visitor visitor, String transport, boolean holdsPasskeys) {
        CDPSession tab = visitor.context().newCDPSession(visitor.page());
        tab.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", transport);
        options.addProperty("hasResidentKey", holdsPasskeys);
        options.addProperty("hasUserVerification", holdsPasskeys);
        options.addProperty("isUserVerified", holdsPasskeys);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        JsonObject added = tab.send("WebAuthn.addVirtualAuthenticator", parameters);
        return new VirtualKey(tab, added.get("authenticatorId").getAsString());
    }

    /** Whether somebody touches it when it is asked. */
    void touched(boolean touched) {
        JsonObject parameters = parameters();
        parameters.addProperty("enabled", touched);
        tab.send("WebAuthn.setAutomaticPresenceSimulation", parameters);
    }

    /** How many keys it holds. */
    int credentials() {
        return tab.send("WebAuthn.getCredentials", parameters())
                .getAsJsonArray("credentials")
                .size();
    }

    private JsonObject parameters() {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("authenticatorId", id);
        return parameters;
    }
}
