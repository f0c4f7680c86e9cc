package io.ostiary.contract.node;

/** Which method a form element belongs to. */
public enum NodeGroup {
    DEFAULT("default"),
    PASSWORD("password"),
    OIDC("oidc"),
    PROFILE("profile"),
    LINK("link"),
    CODE("code"),
    TOTP("totp"),
    LOOKUP_SECRET("lookup_secret"),
    WEBAUTHN("webauthn"),
    PASSKEY("passkey"),
    IDENTIFIER_FIRST("identifier_first"),
    CAPTCHA("captcha"),
    SAML("saml");

    private final String wire;

    NodeGroup(String wire) {
        this.wire = wire;
    }

    /** The word of the contract. */
    public String wire() {
        return wire;
    }
}
