package io.ostiary.contract.node;

/**
 * Which method a form element belongs to. A value, so that a method needs no line here; the constants are the contract's own.
 *
 * @param wire the word of the contract
 */
public record NodeGroup(String wire) {

    public static final NodeGroup DEFAULT = new NodeGroup("default");
    public static final NodeGroup PASSWORD = new NodeGroup("password");
    public static final NodeGroup OIDC = new NodeGroup("oidc");
    public static final NodeGroup PROFILE = new NodeGroup("profile");
    public static final NodeGroup LINK = new NodeGroup("link");
    public static final NodeGroup CODE = new NodeGroup("code");
    public static final NodeGroup TOTP = new NodeGroup("totp");
    public static final NodeGroup LOOKUP_SECRET = new NodeGroup("lookup_secret");
    public static final NodeGroup WEBAUTHN = new NodeGroup("webauthn");
    public static final NodeGroup PASSKEY = new NodeGroup("passkey");
    public static final NodeGroup IDENTIFIER_FIRST = new NodeGroup("identifier_first");
    public static final NodeGroup CAPTCHA = new NodeGroup("captcha");
    public static final NodeGroup SAML = new NodeGroup("saml");
}
