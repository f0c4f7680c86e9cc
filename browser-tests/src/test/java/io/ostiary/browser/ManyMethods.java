package io.ostiary.browser;

import io.ostiary.browser.PagesStack.Setup;

/** The quickstart with passkeys, security keys, authenticator apps and backup codes, at a host name as passkeys need one. */
final class ManyMethods {

    private static final String RP = "rp: {display_name: Ostiary, id: localhost, origins: [\"http://127.0.0.1:4455\"]}";

    private ManyMethods() {}

    static Setup setup() {
        Setup quickstart = Setup.quickstart();
        String configuration =
                replaced(quickstart.configuration(), "    profile:\n      enabled: true\n", """
                    profile:
                      enabled: true
                    passkey: {enabled: true, config: {%1$s}}
                    webauthn: {enabled: true, config: {passwordless: false, %1$s}}
                    totp: {enabled: true, config: {issuer: Ostiary}}
                    lookup_secret: {enabled: true}
                """.formatted(RP));
        configuration = replaced(configuration, "      after:\n        password:\n", """
                      after:
                        passkey: {hooks: [{hook: session}, {hook: show_verification_ui}]}
                        password:
                """);
        configuration = replaced(
                configuration, "  lifespan: 24h\n", "  lifespan: 24h\n  whoami: {required_aal: highest_available}\n");
        String schema = replaced(quickstart.schema(), "\"password\": { \"identifier\": true },", """
                "password": { "identifier": true },
                "passkey": { "display_name": true },
                "webauthn": { "identifier": true },
                "totp": { "account_name": true },""");
        return new Setup(configuration, schema, "localhost");
    }

    private static String replaced(String text, String old, String other) {
        if (!text.contains(old)) {
            throw new IllegalStateException("the quickstart has changed: no " + old);
        }
        return text.replace(old, other);
    }
}
